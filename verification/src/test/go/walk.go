// Does with Scaleway's SDK for Go what its users do: scripts, the command line and the Terraform provider, which are all
// made with it. Against the address and with the token given as arguments. Prints a line for each step, and ends with 1 if
// one of them failed.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/scaleway/scaleway-sdk-go/api/iot/v1"
	"github.com/scaleway/scaleway-sdk-go/scw"
)

const project = "11111111-2222-4333-8444-555555555555"

var failed = false

func step(name string, work func()) {
	defer func() {
		if problem := recover(); problem != nil {
			failed = true
			fmt.Printf("FAIL  %s: %v\n", name, problem)
		}
	}()
	work()
	fmt.Printf("pass  %s\n", name)
}

func check(what bool, expected string) {
	if !what {
		panic("expected: " + expected)
	}
}

func same(is, expected interface{}) {
	check(fmt.Sprint(is) == fmt.Sprint(expected), fmt.Sprintf("%v (is: %v)", expected, is))
}

func done(err error) {
	if err != nil {
		panic(err)
	}
}

func client(url, token string) *iot.API {
	made, err := scw.NewClient(
		scw.WithAPIURL(url),
		scw.WithAuth("SCWXXXXXXXXXXXXXXXXX", token),
		scw.WithDefaultProjectID(project),
		scw.WithDefaultRegion(scw.RegionFrPar),
	)
	done(err)
	return iot.NewAPI(made)
}

func main() {
	url, token := os.Args[1], os.Args[2]
	api := client(url, token)
	hub := hubs(api)
	device := devices(api, hub)
	certificates(api, hub, device)
	twins(api, device)
	routesAndNetworks(api, hub)
	refusals(api, url, hub)
	terraform(api)
	step("DeleteDevice, DeleteHub", func() {
		done(api.DeleteDevice(&iot.DeleteDeviceRequest{DeviceID: device.ID}))
		_, err := api.CreateDevice(&iot.CreateDeviceRequest{HubID: hub.ID})
		done(err)
		done(api.DeleteHub(&iot.DeleteHubRequest{HubID: hub.ID, DeleteDevices: scw.BoolPtr(true)}))
	})
	if failed {
		os.Exit(1)
	}
}

func hubs(api *iot.API) *iot.Hub {
	var hub *iot.Hub
	step("CreateHub, WaitForHub", func() {
		made, err := api.CreateHub(&iot.CreateHubRequest{ProductPlan: iot.HubProductPlanPlanDedicated}) // the SDK makes up a name
		done(err)
		hub, err = api.WaitForHub(&iot.WaitForHubRequest{HubID: made.ID})
		done(err)
		same(hub.Status, iot.HubStatusReady)
		same(hub.ProductPlan, iot.HubProductPlanPlanDedicated)
		same(hub.ProjectID, project)
		same(hub.Region, scw.RegionFrPar)
		same(hub.EventsTopicPrefix, "$SCW/events")
		same(hub.DeviceCount+hub.ConnectedDeviceCount, 0)
		check(hub.Enabled && !hub.DisableEvents && !hub.HasCustomCa && !hub.EnableDeviceAutoProvisioning, "defaults")
		check(hub.Endpoint != "" && hub.OrganizationID != "", "an endpoint and an organization")
		check(time.Since(*hub.CreatedAt) < time.Hour && !hub.UpdatedAt.Before(*hub.CreatedAt), "now")
	})
	step("GetHub, ListHubs in all orders", func() {
		got, err := api.GetHub(&iot.GetHubRequest{HubID: hub.ID})
		done(err)
		same(*got, *hub)
		for _, order := range []iot.ListHubsRequestOrderBy{
			"", iot.ListHubsRequestOrderByNameAsc, iot.ListHubsRequestOrderByNameDesc,
			iot.ListHubsRequestOrderByStatusAsc, iot.ListHubsRequestOrderByStatusDesc,
			iot.ListHubsRequestOrderByProductPlanAsc, iot.ListHubsRequestOrderByProductPlanDesc,
			iot.ListHubsRequestOrderByCreatedAtAsc, iot.ListHubsRequestOrderByCreatedAtDesc,
			iot.ListHubsRequestOrderByUpdatedAtAsc, iot.ListHubsRequestOrderByUpdatedAtDesc,
		} {
			list, err := api.ListHubs(&iot.ListHubsRequest{OrderBy: order, ProjectID: scw.StringPtr(project), Name: &hub.Name})
			done(err)
			same(list.TotalCount, 1)
			same(list.Hubs[0].ID, hub.ID)
		}
		all, err := api.ListHubs(&iot.ListHubsRequest{PageSize: scw.Uint32Ptr(1)}, scw.WithAllPages())
		done(err)
		same(len(all.Hubs), all.TotalCount)
	})
	step("UpdateHub", func() {
		changed, err := api.UpdateHub(&iot.UpdateHubRequest{HubID: hub.ID, EventsTopicPrefix: scw.StringPtr("own")})
		done(err)
		same(changed.EventsTopicPrefix, "own")
		same(changed.Name, hub.Name)
		same(changed.ProductPlan, hub.ProductPlan)
	})
	step("DisableHub, UpdateHub with a plan, EnableHub", func() {
		off, err := api.DisableHub(&iot.DisableHubRequest{HubID: hub.ID})
		done(err)
		same(off.Status, iot.HubStatusDisabled)
		moved, err := api.UpdateHub(&iot.UpdateHubRequest{HubID: hub.ID, ProductPlan: iot.HubProductPlanPlanHa})
		done(err)
		same(moved.ProductPlan, iot.HubProductPlanPlanHa)
		on, err := api.EnableHub(&iot.EnableHubRequest{HubID: hub.ID})
		done(err)
		same(on.Status, iot.HubStatusReady)
	})
	step("GetHubCA, GetHubMetrics", func() {
		ca, err := api.GetHubCA(&iot.GetHubCARequest{HubID: hub.ID})
		done(err)
		check(strings.HasPrefix(ca.CaCertPem, "-----BEGIN CERTIFICATE-----"), "a certificate")
		metrics, err := api.GetHubMetrics(&iot.GetHubMetricsRequest{HubID: hub.ID})
		done(err)
		same(metrics.Metrics[0].Name, "message_count")
		same(len(metrics.Metrics[0].Points), 61)
		same(metrics.Metrics[1].Name, "active_devices")
	})
	return hub
}

func devices(api *iot.API, hub *iot.Hub) *iot.Device {
	var device *iot.Device
	filters := &iot.DeviceMessageFilters{
		Publish: &iot.DeviceMessageFiltersRule{Policy: "accept", Topics: scw.StringsPtr([]string{"a/#"})},
	}
	step("CreateDevice", func() {
		made, err := api.CreateDevice(&iot.CreateDeviceRequest{
			HubID: hub.ID, AllowInsecure: true, Description: scw.StringPtr("by the SDK"), MessageFilters: filters,
		})
		done(err)
		device = made.Device
		check(strings.HasPrefix(made.Certificate.Crt, "-----BEGIN CERTIFICATE-----"), "a certificate")
		check(strings.Contains(made.Certificate.Key, "PRIVATE KEY-----"), "its key")
		same(device.HubID, hub.ID)
		same(device.Status, iot.DeviceStatusEnabled)
		same(device.LastActivityAt.Unix(), 0)
		same(device.MessageFilters.Publish.Policy, "accept")
		same(*device.MessageFilters.Publish.Topics, []string{"a/#"})
		same(device.MessageFilters.Subscribe.Policy, "reject")
		same(*device.MessageFilters.Subscribe.Topics, []string{})
		check(device.AllowInsecure && !device.AllowMultipleConnections && !device.IsConnected, "as asked for")
	})
	step("GetDevice, ListDevices in all orders", func() {
		got, err := api.GetDevice(&iot.GetDeviceRequest{DeviceID: device.ID})
		done(err)
		same(got.Name, device.Name)
		for _, order := range []iot.ListDevicesRequestOrderBy{
			"", iot.ListDevicesRequestOrderByNameAsc, iot.ListDevicesRequestOrderByNameDesc,
			iot.ListDevicesRequestOrderByStatusAsc, iot.ListDevicesRequestOrderByStatusDesc,
			iot.ListDevicesRequestOrderByHubIDAsc, iot.ListDevicesRequestOrderByHubIDDesc,
			iot.ListDevicesRequestOrderByCreatedAtAsc, iot.ListDevicesRequestOrderByCreatedAtDesc,
			iot.ListDevicesRequestOrderByUpdatedAtAsc, iot.ListDevicesRequestOrderByUpdatedAtDesc,
			iot.ListDevicesRequestOrderByAllowInsecureAsc, iot.ListDevicesRequestOrderByAllowInsecureDesc,
		} {
			list, err := api.ListDevices(&iot.ListDevicesRequest{
				OrderBy: order, HubID: &hub.ID, Name: &device.Name, AllowInsecure: scw.BoolPtr(true),
			})
			done(err)
			same(list.TotalCount, 1)
			same(list.Devices[0].ID, device.ID)
		}
		none, err := api.ListDevices(&iot.ListDevicesRequest{HubID: &hub.ID, Status: iot.DeviceStatusDisabled})
		done(err)
		same(none.TotalCount, 0)
	})
	step("UpdateDevice", func() {
		changed, err := api.UpdateDevice(&iot.UpdateDeviceRequest{DeviceID: device.ID, Description: scw.StringPtr("changed")})
		done(err)
		same(changed.Description, "changed")
		same(*changed.MessageFilters.Publish.Topics, []string{"a/#"})
		check(changed.AllowInsecure, "as before")
	})
	step("DisableDevice, EnableDevice", func() {
		off, err := api.DisableDevice(&iot.DisableDeviceRequest{DeviceID: device.ID})
		done(err)
		same(off.Status, iot.DeviceStatusDisabled)
		on, err := api.EnableDevice(&iot.EnableDeviceRequest{DeviceID: device.ID})
		done(err)
		same(on.Status, iot.DeviceStatusEnabled)
	})
	step("GetDeviceMetrics", func() {
		metrics, err := api.GetDeviceMetrics(&iot.GetDeviceMetricsRequest{DeviceID: device.ID})
		done(err)
		same(metrics.Metrics[1].Name, "device_activity")
		same(len(metrics.Metrics[1].Points), 61)
	})
	return device
}

func certificates(api *iot.API, hub *iot.Hub, device *iot.Device) {
	step("GetDeviceCertificate, SetDeviceCertificate, RenewDeviceCertificate", func() {
		own, err := api.GetDeviceCertificate(&iot.GetDeviceCertificateRequest{DeviceID: device.ID})
		done(err)
		same(own.Device.ID, device.ID)
		other, err := api.CreateDevice(&iot.CreateDeviceRequest{HubID: hub.ID})
		done(err)
		done(api.DeleteDevice(&iot.DeleteDeviceRequest{DeviceID: other.Device.ID}))
		set, err := api.SetDeviceCertificate(
			&iot.SetDeviceCertificateRequest{DeviceID: device.ID, CertificatePem: other.Certificate.Crt})
		done(err)
		check(set.Device.HasCustomCertificate, "a certificate of one's own")
		renewed, err := api.RenewDeviceCertificate(&iot.RenewDeviceCertificateRequest{DeviceID: device.ID})
		done(err)
		check(!renewed.Device.HasCustomCertificate && strings.Contains(renewed.Certificate.Key, "PRIVATE KEY"), "a new one")
	})
}

func twins(api *iot.API, device *iot.Device) {
	step("twins", func() {
		_, err := api.PutTwinDocument(&iot.PutTwinDocumentRequest{
			TwinID: device.ID, DocumentName: "state", Data: &scw.JSONObject{"on": true, "level": 3},
		})
		done(err)
		merged, err := api.PatchTwinDocument(&iot.PatchTwinDocumentRequest{
			TwinID: device.ID, DocumentName: "state", Version: scw.Uint32Ptr(1), Data: &scw.JSONObject{"on": nil},
		})
		done(err)
		same(merged.Version, 2)
		same(*merged.Data, map[string]interface{}{"level": 3})
		list, err := api.ListTwinDocuments(&iot.ListTwinDocumentsRequest{TwinID: device.ID})
		done(err)
		same(list.Documents[0].DocumentName, "state")
		done(api.DeleteTwinDocument(&iot.DeleteTwinDocumentRequest{TwinID: device.ID, DocumentName: "state"}))
		done(api.DeleteTwinDocuments(&iot.DeleteTwinDocumentsRequest{TwinID: device.ID}))
	})
}

func routesAndNetworks(api *iot.API, hub *iot.Hub) {
	step("ListRoutes", func() {
		list, err := api.ListRoutes(&iot.ListRoutesRequest{HubID: &hub.ID})
		done(err)
		same(list.TotalCount, 0)
	})
	step("CreateRoute, GetRoute, UpdateRoute, DeleteRoute: rest", func() {
		route, err := api.CreateRoute(&iot.CreateRouteRequest{HubID: hub.ID, Topic: "a", RestConfig: &iot.CreateRouteRequestRestConfig{
			Verb: iot.RouteRestConfigHTTPVerbPut, URI: "http://example.org", Headers: map[string]string{"X-A": "b"},
		}})
		done(err)
		same(route.Type, "rest")
		same(route.RestConfig.Verb, "put")
		uri := "https://example.org/in"
		_, err = api.UpdateRoute(&iot.UpdateRouteRequest{RouteID: route.ID, RestConfig: &iot.UpdateRouteRequestRestConfig{URI: &uri}})
		done(err)
		changed, err := api.GetRoute(&iot.GetRouteRequest{RouteID: route.ID})
		done(err)
		same(changed.RestConfig.URI, uri)
		same(changed.RestConfig.Verb, "put")
		same(changed.RestConfig.Headers, map[string]string{"X-A": "b"})
		done(api.DeleteRoute(&iot.DeleteRouteRequest{RouteID: route.ID}))
	})
	step("CreateRoute, GetRoute, DeleteRoute: database", func() {
		route, err := api.CreateRoute(&iot.CreateRouteRequest{HubID: hub.ID, Topic: "a", DbConfig: &iot.CreateRouteRequestDatabaseConfig{
			Host: "db.example.org", Port: 5432, Dbname: "things", Username: "u", Password: "s3cret", Query: "insert into t values ($TOPIC)",
		}})
		done(err)
		same(route.Type, "database")
		shown, err := api.GetRoute(&iot.GetRouteRequest{RouteID: route.ID})
		done(err)
		same(shown.DbConfig.Engine, "postgresql")
		same(shown.DbConfig.Port, 5432)
		same(shown.DbConfig.Password, "")
		done(api.DeleteRoute(&iot.DeleteRouteRequest{RouteID: route.ID}))
	})
	step("CreateRoute, ListRoutes, DeleteRoute: s3", func() {
		route, err := api.CreateRoute(&iot.CreateRouteRequest{HubID: hub.ID, Topic: "a", S3Config: &iot.CreateRouteRequestS3Config{
			BucketRegion: "fr-par", BucketName: "things", ObjectPrefix: "p", Strategy: "per_message",
		}})
		done(err)
		same(route.S3Config.Strategy, "per_message")
		list, err := api.ListRoutes(&iot.ListRoutesRequest{HubID: &hub.ID})
		done(err)
		same(list.TotalCount, 1)
		same(list.Routes[0].Type, "s3")
		done(api.DeleteRoute(&iot.DeleteRouteRequest{RouteID: route.ID}))
	})
	step("CreateRoute that leads into the server's own machine says so", func() {
		_, err := api.CreateRoute(&iot.CreateRouteRequest{HubID: hub.ID, Topic: "a", RestConfig: &iot.CreateRouteRequestRestConfig{
			Verb: "post", URI: "http://127.0.0.1", Headers: map[string]string{},
		}})
		var refusal *scw.InvalidArgumentsError
		check(errors.As(err, &refusal), fmt.Sprintf("InvalidArgumentsError (is: %v)", err))
		same(refusal.Details[0].ArgumentName, "rest_config.uri")
	})
	step("CreateNetwork, GetNetwork, ListNetworks, DeleteNetwork", func() {
		created, err := api.CreateNetwork(&iot.CreateNetworkRequest{HubID: hub.ID, Type: iot.NetworkNetworkTypeRest, TopicPrefix: "p"})
		done(err)
		check(created.Secret != "", "a secret")
		network, err := api.GetNetwork(&iot.GetNetworkRequest{NetworkID: created.Network.ID})
		done(err)
		same(network.TopicPrefix, "p")
		list, err := api.ListNetworks(&iot.ListNetworksRequest{HubID: &hub.ID})
		done(err)
		same(list.TotalCount, 3)
		done(api.DeleteNetwork(&iot.DeleteNetworkRequest{NetworkID: created.Network.ID}))
	})
}

func refusals(api *iot.API, url string, hub *iot.Hub) {
	step("what is not there is a ResourceNotFoundError", func() {
		_, err := api.GetDevice(&iot.GetDeviceRequest{DeviceID: "00000000-0000-4000-8000-000000000000"})
		var refusal *scw.ResourceNotFoundError
		check(errors.As(err, &refusal), fmt.Sprintf("ResourceNotFoundError (is: %v)", err))
		same(refusal.Resource+" "+refusal.ResourceID, "device 00000000-0000-4000-8000-000000000000")
	})
	step("a wrong argument is an InvalidArgumentsError", func() {
		_, err := api.CreateDevice(&iot.CreateDeviceRequest{HubID: hub.ID, Name: strings.Repeat("n", 256)})
		var refusal *scw.InvalidArgumentsError
		check(errors.As(err, &refusal), fmt.Sprintf("InvalidArgumentsError (is: %v)", err))
		same(refusal.Details[0].ArgumentName+" "+refusal.Details[0].Reason, "name constraint")
	})
	step("a hub in use is a PreconditionFailedError", func() {
		err := api.DeleteHub(&iot.DeleteHubRequest{HubID: hub.ID})
		var refusal *scw.PreconditionFailedError
		check(errors.As(err, &refusal), fmt.Sprintf("PreconditionFailedError (is: %v)", err))
		same(refusal.Precondition, "resource_still_in_use")
	})
	step("a wrong token is a DeniedAuthenticationError", func() {
		_, err := client(url, "00000000-0000-4000-8000-000000000000").ListHubs(&iot.ListHubsRequest{})
		var refusal *scw.DeniedAuthenticationError
		check(errors.As(err, &refusal), fmt.Sprintf("DeniedAuthenticationError (is: %v)", err))
		same(refusal.Method+" "+refusal.Reason, "api_key invalid_argument")
	})
}

// What the resources scaleway_iot_hub and scaleway_iot_device of the Terraform provider ask for.
func terraform(api *iot.API) {
	step("terraform apply, plan, apply and destroy", func() {
		hub, err := api.CreateHub(&iot.CreateHubRequest{
			Region: scw.RegionFrPar, Name: "tf-hub", ProductPlan: "plan_shared", EventsTopicPrefix: scw.StringPtr("$SCW/events"),
		})
		done(err)
		_, err = api.DisableHub(&iot.DisableHubRequest{Region: scw.RegionFrPar, HubID: hub.ID})
		done(err)
		made, err := api.CreateDevice(&iot.CreateDeviceRequest{Region: scw.RegionFrPar, HubID: hub.ID, Name: "tf-device"})
		done(err)
		check(made.Certificate != nil, "a certificate, which the provider keeps")
		// Nothing changed but whether it is on: an update that asks for nothing.
		_, err = api.EnableHub(&iot.EnableHubRequest{Region: scw.RegionFrPar, HubID: hub.ID})
		done(err)
		still, err := api.UpdateHub(&iot.UpdateHubRequest{Region: scw.RegionFrPar, HubID: hub.ID})
		done(err)
		same(still.Name+" "+still.ProductPlan.String(), "tf-hub plan_shared")
		// Only one of the two filters changed.
		changed, err := api.UpdateDevice(&iot.UpdateDeviceRequest{
			Region: scw.RegionFrPar, DeviceID: made.Device.ID, MessageFilters: &iot.DeviceMessageFilters{
				Subscribe: &iot.DeviceMessageFiltersRule{Policy: "reject", Topics: scw.StringsPtr([]string{"x"})},
			},
		})
		done(err)
		same(*changed.MessageFilters.Subscribe.Topics, []string{"x"})
		done(api.DeleteDevice(&iot.DeleteDeviceRequest{Region: scw.RegionFrPar, DeviceID: made.Device.ID}))
		now, err := api.GetHub(&iot.GetHubRequest{Region: scw.RegionFrPar, HubID: hub.ID})
		done(err)
		same(now.DeviceCount, 0)
		done(api.DeleteHub(&iot.DeleteHubRequest{Region: scw.RegionFrPar, HubID: hub.ID}))
	})
}

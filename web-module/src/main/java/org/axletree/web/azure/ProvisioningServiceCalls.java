package org.axletree.web.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.azure.AzureResourceService;
import org.axletree.hub.registry.enrollment.AllocationPolicy;
import org.axletree.hub.registry.enrollment.EnrollmentScope;
import org.axletree.hub.registry.enrollment.EnrollmentScopes;
import org.axletree.hub.registry.enrollment.ScopeKeys;
import org.axletree.hub.settings.HubSettings;

/** {@code …/providers/Microsoft.Devices/provisioningServices[/{name}]}: where devices ask for their hub. */
@ApplicationScoped
public class ProvisioningServiceCalls {
    private static final String TYPE = "Microsoft.Devices/provisioningServices";

    @Inject
    private EnrollmentScopes scopes;

    @Inject
    private AzureResourceService resources;

    @Inject
    private HubSettings settings;

    AzureReply answer(String subscription, AzureCall call) {
        String group = call.word(3);
        if (call.path().size() == 7 && call.method().equals("GET")) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            scopes.all().stream()
                    .filter(scope -> scope.projectId().equals(group))
                    .forEach(scope -> array.add(json(subscription, scope)));
            return ResourceCalls.list(array);
        }
        if (call.is(8, "listkeys") && call.path().size() == 9 && call.method().equals("POST")) {
            return ResourceCalls.list(Json.createArrayBuilder().add(keys(of(group, call.word(7)))));
        }
        if (call.is(8, "keys")
                && call.is(9, ScopeKeys.POLICY)
                && call.is(10, "listkeys")
                && call.path().size() == 11
                && call.method().equals("POST")) {
            return AzureReply.of(keys(of(group, call.word(7))).build());
        }
        if (call.path().size() != 8) {
            throw AzureException.unknownPath();
        }
        String name = call.word(7);
        return switch (call.method()) {
            case "GET" -> AzureReply.of(json(subscription, of(group, name)));
            case "PUT" -> AzureReply.of(201, json(subscription, put(group, name, call.json())));
            case "DELETE" -> {
                scopes.delete(group, name);
                yield AzureReply.empty(200);
            }
            default -> throw AzureException.unknownPath();
        };
    }

    private JsonObjectBuilder keys(EnrollmentScope scope) {
        ScopeKeys keys = scopes.keys(scope);
        return Json.createObjectBuilder()
                .add("keyName", ScopeKeys.POLICY)
                .add("primaryKey", Base64.getEncoder().encodeToString(keys.primary()))
                .add("secondaryKey", Base64.getEncoder().encodeToString(keys.secondary()))
                .add("rights", "ServiceConfig, DeviceConnect, EnrollmentWrite");
    }

    /** A group takes its services with it, as it takes its hubs. */
    void deleteAllOf(String group) {
        scopes.all().stream()
                .filter(scope -> scope.projectId().equals(group))
                .forEach(scope -> scopes.delete(group, scope.name()));
    }

    private EnrollmentScope of(String group, String name) {
        return scopes.find(name)
                .filter(scope -> scope.projectId().equals(group))
                .orElseThrow(AzureException::unknownPath);
    }

    private EnrollmentScope put(String group, String name, JsonObject json) {
        List<PolicyKeys> changed = PolicyKeys.of(json, Set.of(ScopeKeys.POLICY));
        Optional<String> word = IdentityJson.object(json, "properties")
                .flatMap(properties -> IdentityJson.text(properties, "allocationPolicy"));
        EnrollmentScope scope = scopes.put(
                group,
                name,
                IdentityJson.text(json, "location")
                        .orElseGet(() -> resources.group(group).location()),
                word.map(EnrollmentJson::allocation).orElse(AllocationPolicy.HASHED),
                ResourceCalls.tags(json));
        changed.forEach(each -> scopes.change(scope, each.primary(), each.secondary()));
        return scope;
    }

    private JsonObject json(String subscription, EnrollmentScope scope) {
        String host = settings.hostNames().get(0);
        return Json.createObjectBuilder()
                .add(
                        "id",
                        "/subscriptions/" + subscription + "/resourceGroups/" + scope.projectId() + "/providers/" + TYPE
                                + "/" + scope.name())
                .add("name", scope.name())
                .add("type", TYPE)
                .add("location", scope.location())
                .add("etag", Etag.of(scope.revision()))
                .add("resourcegroup", scope.projectId())
                .add("subscriptionid", subscription)
                .add(
                        "properties",
                        Json.createObjectBuilder()
                                .add("state", "Active")
                                .add("provisioningState", "Succeeded")
                                .add("allocationPolicy", word(scope.allocation()))
                                .add("idScope", scope.idScope())
                                .add("serviceOperationsHostName", scope.name() + "." + host)
                                .add("deviceProvisioningHostName", settings.provisioningHost()))
                .add(
                        "sku",
                        Json.createObjectBuilder()
                                .add("name", "S1")
                                .add("tier", "Standard")
                                .add("capacity", 1))
                .add("tags", ResourceJson.parsed(scope.tags()))
                .build();
    }

    /** Resources begin with a capital letter where enrolments do not. */
    private static String word(AllocationPolicy policy) {
        return Character.toUpperCase(policy.word().charAt(0)) + policy.word().substring(1);
    }
}

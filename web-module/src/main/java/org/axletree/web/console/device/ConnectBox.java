package org.axletree.web.console.device;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.axletree.hub.registry.device.Device;
import org.axletree.web.console.Endpoint;

/** How a device connects with the clients that people use: with its own values, and its files where the hub has no key to show. */
@Named
@RequestScoped
public class ConnectBox {
    @Inject
    private Endpoint endpoint;

    /**
     * One way to connect.
     *
     * @param client what it is for
     * @param text what to paste
     */
    public record Way(String client, String text) {}

    public List<Way> of(Device device) {
        return device.allowInsecure() ? open(device) : secure(device);
    }

    /** Where it may connect with its ID alone. */
    private List<Way> open(Device device) {
        String host = endpoint.host();
        int port = endpoint.plainPort();
        String id = device.id();
        return List.of(
                new Way("mosquitto", "mosquitto_pub -h " + host + " -p " + port + " -u " + id + " -t hello -m 'Hello'"),
                new Way("MQTTX", "mqttx pub -h " + host + " -p " + port + " -u " + id + " -t hello -m 'Hello'"),
                new Way(
                        "Python",
                        """
                        import paho.mqtt.publish as publish
                        publish.single("hello", "Hello", hostname="%s", port=%d, auth={"username": "%s"})
                        """
                                .formatted(host, port, id)),
                new Way(
                        "Node.js",
                        """
                        const mqtt = require("mqtt");
                        const client = mqtt.connect("mqtt://%s:%d", { username: "%s" });
                        client.on("connect", () => client.publish("hello", "Hello", () => client.end()));
                        """
                                .formatted(host, port, id)),
                new Way(
                        "Arduino",
                        """
                        #include <PubSubClient.h>
                        WiFiClient wifi;
                        PubSubClient client("%s", %d, wifi);
                        // in loop(), once WiFi is there:
                        if (!client.connected()) client.connect("%s", "%s", "");
                        client.publish("hello", "Hello");
                        """
                                .formatted(host, port, id, id)),
                new Way(
                        "C",
                        """
                        #include <mosquitto.h>
                        mosquitto_lib_init();
                        struct mosquitto *m = mosquitto_new(NULL, true, NULL);
                        mosquitto_username_pw_set(m, "%s", NULL);
                        mosquitto_connect(m, "%s", %d, 60);
                        mosquitto_publish(m, NULL, "hello", 5, "Hello", 1, false);
                        mosquitto_loop_forever(m, -1, 1);
                        """
                                .formatted(id, host, port)));
    }

    private List<Way> secure(Device device) {
        String host = endpoint.host();
        int port = endpoint.tlsPort();
        return List.of(
                new Way(
                        "mosquitto",
                        "mosquitto_pub -h " + host + " -p " + port
                                + " --cafile server-ca.pem --cert device.crt --key device.key -t hello -m 'Hello'"),
                new Way(
                        "MQTTX",
                        "mqttx pub -h " + host + " -p " + port
                                + " -l mqtts --ca server-ca.pem --cert device.crt --key device.key -t hello -m 'Hello'"),
                new Way(
                        "Python",
                        """
                        import paho.mqtt.publish as publish
                        publish.single("hello", "Hello", hostname="%s", port=%d, tls={
                            "ca_certs": "server-ca.pem", "certfile": "device.crt", "keyfile": "device.key"})
                        """
                                .formatted(host, port)),
                new Way(
                        "Node.js",
                        """
                        const mqtt = require("mqtt"), fs = require("fs");
                        const client = mqtt.connect("mqtts://%s:%d", {
                          ca: fs.readFileSync("server-ca.pem"), cert: fs.readFileSync("device.crt"), key: fs.readFileSync("device.key") });
                        client.on("connect", () => client.publish("hello", "Hello", () => client.end()));
                        """
                                .formatted(host, port)),
                new Way(
                        "Arduino",
                        """
                        #include <PubSubClient.h>
                        WiFiClientSecure wifi;  // ESP32: the texts of the three files
                        wifi.setCACert(SERVER_CA); wifi.setCertificate(DEVICE_CRT); wifi.setPrivateKey(DEVICE_KEY);
                        PubSubClient client("%s", %d, wifi);
                        // in loop(), once WiFi is there:
                        if (!client.connected()) client.connect("%s");
                        client.publish("hello", "Hello");
                        """
                                .formatted(host, port, device.id())),
                new Way(
                        "C",
                        """
                        #include <mosquitto.h>
                        mosquitto_lib_init();
                        struct mosquitto *m = mosquitto_new(NULL, true, NULL);
                        mosquitto_tls_set(m, "server-ca.pem", NULL, "device.crt", "device.key", NULL);
                        mosquitto_connect(m, "%s", %d, 60);
                        mosquitto_publish(m, NULL, "hello", 5, "Hello", 1, false);
                        mosquitto_loop_forever(m, -1, 1);
                        """
                                .formatted(host, port)));
    }
}

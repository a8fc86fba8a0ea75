package org.axletree.web.console.connect;

import java.util.List;

/** Of devices that may connect with their ID alone. */
final class OpenWays {
    private OpenWays() {}

    static List<Way> of(String id, Server server) {
        String host = server.host();
        int port = server.port();
        return List.of(
                new Way(
                        "mosquitto",
                        "mosquitto_pub -h " + host + " -p " + port + " -u " + id + " -q 1 -t hello -m 'Hello'"),
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
}

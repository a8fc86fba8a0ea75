package org.axletree.web.console.connect;

import java.util.List;

/** Of devices that have the files which the hub issued. */
final class MutualWays {
    private MutualWays() {}

    static List<Way> of(String id, Server server) {
        String host = server.host();
        int port = server.port();
        return List.of(
                new Way(
                        "mosquitto",
                        "mosquitto_pub -h " + host + " -p " + port
                                + " --cafile server-ca.pem --cert device.crt --key device.key -q 1 -t hello -m 'Hello'"),
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
                                .formatted(host, port, id)),
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

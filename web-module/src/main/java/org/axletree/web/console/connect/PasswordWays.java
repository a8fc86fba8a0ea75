package org.axletree.web.console.connect;

import java.util.List;

/** Of devices that moved in with a user name and a password, which the hub cannot show: a word stands for it. */
final class PasswordWays {
    private PasswordWays() {}

    static List<Way> of(String userName, Server server) {
        String there = " -h " + server.host() + " -p " + server.port();
        String login = " -u " + Quoted.word(userName) + " -P DEVICE_PASSWORD -t hello -m 'Hello'";
        String name = Quoted.string(userName);
        return List.of(
                new Way("mosquitto", "mosquitto_pub -q 1" + there + " --cafile server-ca.pem" + login),
                new Way("MQTTX", "mqttx pub" + there + " -l mqtts --ca server-ca.pem" + login),
                new Way(
                        "Python",
                        """
                        import paho.mqtt.publish as publish
                        publish.single("hello", "Hello", hostname="%s", port=%d, tls={"ca_certs": "server-ca.pem"},
                            auth={"username": %s, "password": "DEVICE_PASSWORD"})
                        """
                                .formatted(server.host(), server.port(), name)),
                new Way(
                        "Node.js",
                        """
                        const mqtt = require("mqtt"), fs = require("fs");
                        const client = mqtt.connect("mqtts://%s:%d", {
                          ca: fs.readFileSync("server-ca.pem"), username: %s, password: "DEVICE_PASSWORD" });
                        client.on("connect", () => client.publish("hello", "Hello", () => client.end()));
                        """
                                .formatted(server.host(), server.port(), name)));
    }
}

package org.axletree.web.console.connect;

import java.util.List;
import org.axletree.hub.dialect.huawei.DeviceTopics;

/** Of devices that were made for Huawei IoTDA ({@code docs/reference/dialects/huawei.md} N8 and N9). */
final class HuaweiWays {
    /** Stands for the secret of the device. */
    static final String SECRET = "DEVICE_SECRET";

    /** What all ways of one device say. */
    private record Values(String id, Server server, boolean open, boolean secret) {
        String topic() {
            return DeviceTopics.messages(id);
        }
    }

    private HuaweiWays() {}

    /**
     * The ways of a device.
     *
     * @param open whether it may do without TLS
     * @param secret whether it has one; else it has a certificate
     */
    static List<Way> of(String id, Server server, boolean open, boolean secret) {
        Values of = new Values(id, server, open, secret);
        return List.of(
                new Way("mosquitto", command(of, "mosquitto_pub", "", " --cafile")),
                new Way("MQTTX", command(of, "mqttx pub", " -l mqtts", " --ca")),
                new Way("Python", python(of)),
                new Way("Node.js", node(of)),
                new Way("Arduino", arduino(of)),
                new Way("C", c(of)));
    }

    private static String command(Values of, String program, String tls, String authority) {
        String stamp = "STAMP=$(date -u +%Y%m%d%H)\n";
        String password = of.secret()
                ? "PASSWORD=$(printf %s 'DEVICE_SECRET' | openssl dgst -sha256 -hmac \"$STAMP\" -r | cut -d' ' -f1)\n"
                : "";
        return stamp + password + program + " -h " + of.server().host() + " -p "
                + of.server().port()
                + (of.open() ? "" : tls + authority + " server-ca.pem")
                + (of.secret() ? "" : " --cert device.crt --key device.key")
                + " -k 60 -i \"" + of.id() + "_0_0_$STAMP\" -u " + of.id()
                + (of.secret() ? " -P \"$PASSWORD\"" : "") + " -q 1 -t '" + of.topic() + "' -m 'Hello'\n";
    }

    private static String python(Values of) {
        String tls = of.open()
                ? ""
                : ",\n    tls={\"ca_certs\": \"server-ca.pem\""
                        + (of.secret() ? "" : ", \"certfile\": \"device.crt\", \"keyfile\": \"device.key\"") + "}";
        String password = of.secret()
                ? "password = hmac.new(stamp.encode(), b\"DEVICE_SECRET\", hashlib.sha256).hexdigest()\n"
                : "";
        return """
        import %stime
        import paho.mqtt.publish as publish
        stamp = time.strftime("%%Y%%m%%d%%H", time.gmtime())
        %spublish.single(%s, "Hello", qos=1, hostname=%s, port=%d,
            client_id=%s + stamp, auth={"username": %s%s}%s)
        """
                .formatted(
                        of.secret() ? "hashlib, hmac, " : "",
                        password,
                        Quoted.string(of.topic()),
                        Quoted.string(of.server().host()),
                        of.server().port(),
                        Quoted.string(of.id() + "_0_0_"),
                        Quoted.string(of.id()),
                        of.secret() ? ", \"password\": password" : "",
                        tls);
    }

    private static String node(Values of) {
        String files =
                of.secret() ? "" : ", cert: fs.readFileSync(\"device.crt\"), key: fs.readFileSync(\"device.key\")";
        String password = of.secret()
                ? "const password = require(\"crypto\").createHmac(\"sha256\", stamp).update(\"DEVICE_SECRET\").digest(\"hex\");\n"
                : "";
        return """
        const mqtt = require("mqtt"), fs = require("fs");
        const stamp = new Date().toISOString().replace(/\\D/g, "").slice(0, 10);
        %sconst client = mqtt.connect(%s, {
          clientId: %s + stamp, username: %s%s%s });
        client.on("connect", () => client.publish(%s, "Hello", { qos: 1 }, () => client.end()));
        """
                .formatted(
                        password,
                        Quoted.string((of.open() ? "mqtt://" : "mqtts://")
                                + of.server().host() + ":" + of.server().port()),
                        Quoted.string(of.id() + "_0_0_"),
                        Quoted.string(of.id()),
                        of.secret() ? ", password" : "",
                        of.open() ? files : ",\n  ca: fs.readFileSync(\"server-ca.pem\")" + files,
                        Quoted.string(of.topic()));
    }

    /** Sign type 0 does not compare the hour: one that was chosen once spares the device a clock. */
    private static String arduino(Values of) {
        String files = of.secret() ? "" : " wifi.setCertificate(DEVICE_CRT); wifi.setPrivateKey(DEVICE_KEY);";
        return """
        #include <PubSubClient.h>
        %s
        PubSubClient client(%s, %d, wifi);
        client.setKeepAlive(60);
        client.setBufferSize(1024);
        // in loop(), once WiFi is there.%s
        if (!client.connected()) client.connect(%s, %s, %s);
        client.publish(%s, "Hello");
        """
                .formatted(
                        of.open()
                                ? "WiFiClient wifi;"
                                : "WiFiClientSecure wifi;  // ESP32\nwifi.setCACert(SERVER_CA);" + files,
                        Quoted.string(of.server().host()),
                        of.server().port(),
                        fixedPassword(of),
                        Quoted.string(of.id() + "_0_0_2026010100"),
                        Quoted.string(of.id()),
                        of.secret() ? "PASSWORD" : "\"\"",
                        Quoted.string(of.topic()));
    }

    private static String c(Values of) {
        String tls = of.open()
                ? ""
                : "mosquitto_tls_set(m, \"server-ca.pem\", NULL, "
                        + (of.secret() ? "NULL, NULL" : "\"device.crt\", \"device.key\"") + ", NULL);\n";
        return """
        #include <mosquitto.h>
        mosquitto_lib_init();
        struct mosquitto *m = mosquitto_new(%s, true, NULL);
        %s//%s
        mosquitto_username_pw_set(m, %s, %s);
        mosquitto_connect(m, %s, %d, 60);
        mosquitto_publish(m, NULL, %s, 5, "Hello", 1, false);
        mosquitto_loop_forever(m, -1, 1);
        """
                .formatted(
                        Quoted.string(of.id() + "_0_0_2026010100"),
                        tls,
                        fixedPassword(of).isEmpty() ? " its certificate is its password" : fixedPassword(of),
                        Quoted.string(of.id()),
                        of.secret() ? "PASSWORD" : "NULL",
                        Quoted.string(of.server().host()),
                        of.server().port(),
                        Quoted.string(of.topic()));
    }

    private static String fixedPassword(Values of) {
        return of.secret()
                ? " PASSWORD is what this prints: printf %s 'DEVICE_SECRET' | openssl dgst -sha256 -hmac 2026010100"
                : "";
    }
}

package org.axletree.web.console.connect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Of devices that were built for Azure IoT Hub ({@code docs/reference/dialects/azure.md}, 1 to 5). */
final class AzureWays {
    /** Stands for a key of the device. */
    static final String KEY = "DEVICE_KEY";

    private static final String FILES = " --cert device.crt --key device.key";

    /** What all ways of one device say. */
    private record Values(String name, String hubHost, Server server, boolean key) {
        String userName() {
            return AzureWays.userName(name, hubHost);
        }

        String topic() {
            return AzureWays.topic(name);
        }

        String resource() {
            return hubHost + "/devices/" + name.replace("/", "/modules/");
        }
    }

    private AzureWays() {}

    /**
     * The ways of a device.
     *
     * @param name of the device, with that of a module behind a slash
     * @param key whether it has keys; else it has a certificate of its own
     */
    static List<Way> of(String name, String hubHost, Server server, boolean key) {
        Values of = new Values(name, hubHost, server, key);
        return List.of(
                new Way("mosquitto", command(of, "mosquitto_pub", "")),
                new Way("MQTTX", command(of, "mqttx pub", " -l mqtts")),
                new Way("Python", python(of)),
                new Way("Node.js", node(of)),
                new Way("Arduino", arduino(of)),
                new Way("C", c(of)));
    }

    static String userName(String name, String hubHost) {
        return hubHost + "/" + name + "/?api-version=2021-04-12";
    }

    /** What Azure's SDKs read of a device with keys. */
    static String connectionString(String name, String hubHost, Server server, String key) {
        return connectionString(new Values(name, hubHost, server, true)).replace(KEY, key);
    }

    /** On which a device says something. */
    static String topic(String name) {
        return "devices/" + name.replace("/", "/modules/") + "/messages/events/";
    }

    private static String command(Values of, String program, String more) {
        String authority = program.startsWith("mqttx") ? " --ca" : " --cafile";
        return (of.key() ? token(of) : "") + program + " -h " + of.server().host() + " -p "
                + of.server().port() + more + authority + " server-ca.pem" + (of.key() ? "" : FILES) + " -i "
                + Quoted.word(of.name()) + " -u " + Quoted.word(of.userName()) + (of.key() ? " -P \"$TOKEN\"" : "")
                + " -q 1 -t " + Quoted.word(of.topic()) + " -m 'Hello'\n";
    }

    /** A token that is good for an hour, by what every Unix has. */
    private static String token(Values of) {
        return """
        KEY='DEVICE_KEY'
        END=$(($(date +%%s) + 3600))
        RESOURCE=%s
        HEX=$(printf %%s "$KEY" | openssl base64 -d -A | od -An -vtx1 | tr -d ' \\n')
        SIGNATURE=$(printf '%%s\\n%%s' "$RESOURCE" "$END" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$HEX" -binary \\
          | openssl base64 -A | sed 's/+/%%2B/g; s/\\//%%2F/g; s/=/%%3D/g')
        TOKEN="SharedAccessSignature sr=$RESOURCE&sig=$SIGNATURE&se=$END"
        """
                .formatted(Quoted.word(URLEncoder.encode(of.resource(), StandardCharsets.UTF_8)));
    }

    /** What Azure's SDKs read; the gateway is where they connect, if the hub's own name leads nowhere. */
    private static String connectionString(Values of) {
        int module = of.name().indexOf('/');
        return "HostName=" + of.hubHost()
                + (of.server().host().equals(of.hubHost())
                        ? ""
                        : ";GatewayHostName=" + of.server().host())
                + ";DeviceId=" + (module < 0 ? of.name() : of.name().substring(0, module))
                + (module < 0 ? "" : ";ModuleId=" + of.name().substring(module + 1))
                + (of.key() ? ";SharedAccessKey=" + KEY : ";x509=true");
    }

    private static String python(Values of) {
        String client = of.name().contains("/") ? "IoTHubModuleClient" : "IoTHubDeviceClient";
        String made = of.key()
                ? "client = %s.create_from_connection_string(%s, server_verification_cert=authority)\n"
                        .formatted(client, Quoted.string(connectionString(of)))
                : """
                  client = %s.create_from_x509_certificate(
                      X509("device.crt", "device.key"), %s, %s, server_verification_cert=authority)
                  """
                        .formatted(client, Quoted.string(of.hubHost()), ids(of));
        return """
        # pip install azure-iot-device
        from azure.iot.device import %s, Message%s
        authority = open("server-ca.pem").read()
        %sclient.send_message(Message("Hello"))
        client.shutdown()
        """
                .formatted(client, of.key() ? "" : ", X509", made);
    }

    private static String ids(Values of) {
        int module = of.name().indexOf('/');
        return module < 0
                ? Quoted.string(of.name())
                : Quoted.string(of.name().substring(0, module)) + ", "
                        + Quoted.string(of.name().substring(module + 1));
    }

    private static String node(Values of) {
        String kind = of.name().contains("/") ? "ModuleClient" : "Client";
        String options = of.key()
                ? "{ ca: fs.readFileSync(\"server-ca.pem\", \"utf8\") }"
                : "{ ca: fs.readFileSync(\"server-ca.pem\", \"utf8\"),\n"
                        + "    cert: fs.readFileSync(\"device.crt\", \"utf8\"), key: fs.readFileSync(\"device.key\", \"utf8\") }";
        return """
        // npm install azure-iot-device azure-iot-device-mqtt
        const { %s, Message } = require("azure-iot-device"), { Mqtt } = require("azure-iot-device-mqtt"), fs = require("fs");
        (async () => {
          const client = %s.fromConnectionString(%s, Mqtt);
          await client.setOptions(%s);
          await client.open();
          await client.sendEvent(new Message("Hello"));
          await client.close();
        })();
        """
                .formatted(kind, kind, Quoted.string(connectionString(of)), options);
    }

    private static String arduino(Values of) {
        return """
        #include <PubSubClient.h>
        WiFiClientSecure wifi;  // ESP32
        wifi.setCACert(SERVER_CA);%s
        PubSubClient client(%s, %d, wifi);
        client.setBufferSize(1024);
        // in loop(), once WiFi is there%s:
        if (!client.connected()) client.connect(%s, %s, %s);
        client.publish(%s, "Hello");
        """
                .formatted(
                        of.key() ? "" : " wifi.setCertificate(DEVICE_CRT); wifi.setPrivateKey(DEVICE_KEY);",
                        Quoted.string(of.server().host()),
                        of.server().port(),
                        of.key() ? ", with a token as the command line above makes it" : "",
                        Quoted.string(of.name()),
                        Quoted.string(of.userName()),
                        of.key() ? "TOKEN" : "\"\"",
                        Quoted.string(of.topic()));
    }

    private static String c(Values of) {
        return """
        #include <mosquitto.h>
        mosquitto_lib_init();
        struct mosquitto *m = mosquitto_new(%s, true, NULL);
        mosquitto_tls_set(m, "server-ca.pem", NULL, %s, NULL);
        mosquitto_username_pw_set(m, %s, %s);
        mosquitto_connect(m, %s, %d, 60);
        mosquitto_publish(m, NULL, %s, 5, "Hello", 1, false);
        mosquitto_loop_forever(m, -1, 1);
        """
                .formatted(
                        Quoted.string(of.name()),
                        of.key() ? "NULL, NULL" : "\"device.crt\", \"device.key\"",
                        Quoted.string(of.userName()),
                        of.key() ? "token /* as the command line above makes it */" : "NULL",
                        Quoted.string(of.server().host()),
                        of.server().port(),
                        Quoted.string(of.topic()));
    }
}

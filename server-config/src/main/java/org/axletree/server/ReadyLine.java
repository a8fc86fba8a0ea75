package org.axletree.server;

import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;

/** The one line that says the server is ready, with its addresses. */
final class ReadyLine {
    private ReadyLine() {}

    static String of(Settings settings) {
        String host = settings.given(Setting.HOST)
                .map(names -> names.split(",")[0].strip())
                .orElse("localhost");
        String broker = settings.given(Setting.JMS_URL)
                .orElseGet(() -> "mq://" + settings.text(Setting.JMS_BIND) + ":" + settings.number(Setting.JMS_PORT));
        return "Axletree is ready: "
                + String.join(
                        " ",
                        "http://" + host + ":" + settings.number(Setting.HTTP_PORT) + "/",
                        "https://" + host + ":" + settings.number(Setting.HTTPS_PORT) + "/",
                        "mqtt://" + host + ":" + settings.number(Setting.MQTT_PORT),
                        "mqtts://" + host + ":" + settings.number(Setting.MQTTS_PORT),
                        "ws://" + host + ":" + settings.number(Setting.WS_PORT) + "/",
                        "wss://" + host + ":" + settings.number(Setting.WSS_PORT) + "/",
                        "coap://" + host + ":" + settings.number(Setting.COAP_PORT),
                        "coaps://" + host + ":" + settings.number(Setting.COAPS_PORT),
                        broker);
    }
}

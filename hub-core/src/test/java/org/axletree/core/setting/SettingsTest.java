package org.axletree.core.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.axletree.core.limit.HubLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    @Test
    void nothingSet_isTheTableOfTheDesign() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.text(Setting.BIND)).isEqualTo("0.0.0.0");
        assertThat(settings.number(Setting.MQTT_PORT)).isEqualTo(1883);
        assertThat(settings.number(Setting.MQTTS_PORT)).isEqualTo(8883);
        assertThat(settings.number(Setting.HTTP_PORT)).isEqualTo(8080);
        assertThat(settings.number(Setting.HTTPS_PORT)).isEqualTo(8443);
        assertThat(settings.text(Setting.JMS_BIND)).isEqualTo("127.0.0.1");
        assertThat(settings.number(Setting.JMS_PORT)).isEqualTo(7676);
        assertThat(settings.text(Setting.JMS_USER)).isEqualTo("enterprise");
        assertThat(settings.home()).isAbsolute().hasFileName("axletree-data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    axletree.mqtt.port       | 0                     | AXLETREE_MQTT_PORT: 0 (expected: 1 to 65535)
                    axletree.mqtts.port      | 65536                 | AXLETREE_MQTTS_PORT: 65536 (expected: 1 to 65535)
                    axletree.http.port       | -1                    | AXLETREE_HTTP_PORT: -1 (expected: 1 to 65535)
                    axletree.https.port      | eight                 | AXLETREE_HTTPS_PORT: eight (expected: 1 to 65535)
                    axletree.bind            | "not an address"      | AXLETREE_BIND: not an address (expected: an IP
                    axletree.host            | a,,b                  | AXLETREE_HOST: a,,b (expected: host names
                    axletree.jms.url         | http://broker         | AXLETREE_JMS_URL: http://broker (expected: addresses as mq://
                    axletree.jms.user        | a:b                   | AXLETREE_JMS_USER: a:b (expected: 1 to 64 letters
                    axletree.db.url          | jdbc:oracle:x         | AXLETREE_DB_URL: not such an address (expected: an address as
                    axletree.admin.password  | short                 | AXLETREE_ADMIN_PASSWORD: 5 characters (expected: 12 to 256
                    axletree.admin.token     | "with space in it 1"  | AXLETREE_ADMIN_TOKEN: 18 characters (expected: 16 to 256
                    axletree.master.key      | c2hvcnQ=              | AXLETREE_MASTER_KEY: 8 characters (expected: 32 bytes
                    axletree.log             | syslog                | AXLETREE_LOG: syslog (expected: file or console)
                    axletree.log.format      | xml                   | AXLETREE_LOG_FORMAT: xml (expected: text or json)
                    """)
    void value_notAcceptable_saysWhatWouldBeRight(String property, String value, String message) {
        assertThat(Settings.of(Map.of(property, value)).problems())
                .singleElement()
                .asString()
                .startsWith(message);
    }

    @Test
    void value_empty_isTheDefault() {
        assertThat(Settings.of(Map.of("axletree.mqtt.port", " ")).number(Setting.MQTT_PORT))
                .isEqualTo(1883);
    }

    @ParameterizedTest
    @EnumSource(HubLimit.class)
    void limit_outsideItsRange_isRefused(HubLimit limit) {
        long tooMuch = limit.highest() + 1L;

        assertThat(Settings.of(Map.of()).limit(limit)).isEqualTo(limit.standard());
        assertThat(Settings.of(Map.of(limit.property(), Integer.toString(limit.highest())))
                        .limit(limit))
                .isEqualTo(limit.highest());
        assertThatThrownBy(() -> Settings.of(Map.of(limit.property(), "0")).limit(limit))
                .hasMessage("AXLETREE_LIMIT_" + limit + ": 0 (expected: 1 to " + limit.highest() + ")");
        assertThat(Settings.of(Map.of(limit.property(), Long.toString(tooMuch))).problems())
                .hasSize(1);
    }

    @Test
    void ports_twice_areRefused() {
        assertThat(Settings.of(Map.of("axletree.mqtt.port", "8883")).problems())
                .containsExactly("AXLETREE_MQTTS_PORT: 8883 is also AXLETREE_MQTT_PORT (expected: a port of its own)");
        assertThat(Settings.of(Map.of("axletree.mqtt.port", "7676", "axletree.jms.url", "mq://broker:7676"))
                        .problems())
                .as("no broker is embedded")
                .isEmpty();
    }
}

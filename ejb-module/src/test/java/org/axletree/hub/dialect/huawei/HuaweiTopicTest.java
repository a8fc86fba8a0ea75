package org.axletree.hub.dialect.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuaweiTopicTest {
    @ParameterizedTest
    @CsvSource({
        "$oc/devices/p_n/sys/messages/up, MESSAGES_UP, ''",
        "$oc/devices/p_n/sys/messages/up?encoding=gzip, MESSAGES_UP, ''",
        "$oc/devices/p_n/sys/properties/report, PROPERTIES_REPORT, ''",
        "$oc/devices/p_n/sys/gateway/sub_devices/properties/report, SUB_DEVICES_REPORT, ''",
        "$oc/devices/p_n/sys/events/up, EVENTS_UP, ''",
        "$oc/devices/p_n/sys/commands/response/request_id=7, COMMAND_RESPONSE, 7",
        "$oc/devices/p_n/sys/properties/set/response/request_id=7, PROPERTIES_SET_RESPONSE, 7",
        "$oc/devices/p_n/sys/properties/get/response/request_id=7, PROPERTIES_GET_RESPONSE, 7",
        "$oc/devices/p_n/sys/shadow/get/request_id=7, SHADOW_GET, 7",
        "$oc/devices/p_n/user/wifi/a, CUSTOM, ''",
        "/huawei/v1/devices/p_n/data/json, OLD_JSON, ''",
        "/huawei/v1/devices/p_n/data/binary, OLD_BINARY, ''"
    })
    void topic_onWhichADeviceSpeaks_isItsOwn(String topic, HuaweiTopic kind, String requestId) {
        assertThat(HuaweiTopic.spokenBy("p_n", topic)).isEqualTo(kind);
        if (!requestId.isEmpty()) {
            assertThat(HuaweiTopic.requestId(topic)).isEqualTo(requestId);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$oc/devices/other/sys/messages/up",
                "$oc/devices/p_n2/sys/messages/up",
                "$oc/devices/p_/sys/messages/up",
                "$oc/devices/p_n/sys/messages/down",
                "$oc/devices/p_n/sys/events/down",
                "$oc/devices/p_n/sys/commands/request_id=7",
                "$oc/devices/p_n/sys/commands/response/request_id=",
                "$oc/devices/p_n/sys/commands/response/request_id=a/b",
                "$oc/devices/p_n/sys/shadow/get/response/request_id=7",
                "$oc/devices/p_n/sys/messages/up/more",
                "$oc/devices/p_n/sys/",
                "$oc/devices/p_n/user/",
                "/huawei/v1/devices/p_n/data/text",
                "devices/p_n/messages/events/",
                "a/b"
            })
    void topic_ofAnotherOrOfTheHub_isForeign(String topic) {
        assertThat(HuaweiTopic.spokenBy("p_n", topic)).isEqualTo(HuaweiTopic.FOREIGN);
    }

    @Test
    void topic_ofACompressedMessage_losesTheWord() {
        assertThat(HuaweiTopic.isCompressed("$oc/devices/a/sys/messages/up?encoding=gzip"))
                .isTrue();
        assertThat(HuaweiTopic.uncompressed("$oc/devices/a/sys/messages/up?encoding=gzip"))
                .isEqualTo("$oc/devices/a/sys/messages/up");
    }
}

package org.axletree.hub.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.network.LorawanTemplate;
import org.junit.jupiter.api.Test;

class LorawanMessageTest {
    private static final String THINGS_STACK =
            """
            {"end_device_ids": {"device_id": "gate-1", "application_ids": {"application_id": "farm"},
                                "dev_eui": "70B3D57ED0000001"},
             "uplink_message": {"f_port": 2, "frm_payload": "AQ=="}}""";

    private static final String CHIRP_STACK =
            """
            {"deviceInfo": {"tenantId": "t", "applicationId": "17c82e96-be03-4f38-aef3-f83d48582d97",
                            "applicationName": "farm", "deviceName": "Gate 1", "devEui": "0101010101010101"},
             "fPort": 5, "data": "AQ=="}""";

    @Test
    void thingsStack_isToldByItsFields() {
        Map<String, String> values = values(THINGS_STACK, Optional.empty());

        assertThat(values)
                .containsEntry("device_eui", "70B3D57ED0000001")
                .containsEntry("device_name", "gate-1")
                .containsEntry("f_port", "2");
        assertThat(LorawanTemplate.fill(LorawanTemplate.STANDARD, values)).isEqualTo("farm/gate-1/up");
        assertThat(values(THINGS_STACK.replace("uplink_message", "join_accept"), Optional.empty()))
                .containsEntry("event", "join");
    }

    @Test
    void chirpStack_isToldByItsFields_andItsEventByTheAddress() {
        assertThat(LorawanTemplate.fill(LorawanTemplate.STANDARD, values(CHIRP_STACK, Optional.of("join"))))
                .isEqualTo("17c82e96-be03-4f38-aef3-f83d48582d97/0101010101010101/join");
        assertThat(values(CHIRP_STACK, Optional.empty()))
                .containsEntry("event", "up")
                .containsEntry("f_port", "5")
                .containsEntry("device_name", "Gate 1");
    }

    @Test
    void otherJson_isRefused() {
        assertThatThrownBy(() -> values("{\"a\": 1}", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The Things Stack");
        assertThat(values("{\"end_device_ids\": {\"device_id\": {}}}", Optional.empty()))
                .isEmpty();
    }

    private static Map<String, String> values(String json, Optional<String> event) {
        return LorawanMessage.values(StrictJson.object("body", json), event);
    }
}

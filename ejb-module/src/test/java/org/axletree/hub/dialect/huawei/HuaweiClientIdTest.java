package org.axletree.hub.dialect.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuaweiClientIdTest {
    @Test
    void clientId_withUnderscoresInTheDeviceId_isReadFromTheRight() {
        assertThat(HuaweiClientId.of("5e06bfee_node_1_0_0_1_2025041401"))
                .contains(new HuaweiClientId("5e06bfee_node_1_0", 0, 1, "2025041401"));
    }

    @Test
    void clientId_ofABridge_hasItsKind() {
        assertThat(HuaweiClientId.of("bridge_3_0_2025041401"))
                .contains(new HuaweiClientId("bridge", 3, 0, "2025041401"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "device",
                "_0_0_2025041401",
                "device_1_0_2025041401",
                "device_0_3_2025041401",
                "device_0_0_202504140",
                "device_0_0_20250414011",
                "device_0_0_2025041401 ",
                "device_0_0_２０２５０４１４０１"
            })
    void clientId_ofAnotherForm_isNone(String clientId) {
        assertThat(HuaweiClientId.of(clientId)).isEmpty();
    }

    @Test
    void clientId_longerThanTheCloudTakes_isNone() {
        assertThat(HuaweiClientId.of("d".repeat(241) + "_0_0_2025041401")).isPresent();
        assertThat(HuaweiClientId.of("d".repeat(242) + "_0_0_2025041401")).isEmpty();
    }
}

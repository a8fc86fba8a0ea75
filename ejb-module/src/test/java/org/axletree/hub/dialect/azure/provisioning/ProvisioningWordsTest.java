package org.axletree.hub.dialect.azure.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvisioningWordsTest {
    @Test
    void key_ofADeviceInAGroup_isThatOfAzuresDocuments() {
        byte[] group = Base64.getDecoder()
                .decode("8isrFI1sGsIlvvFSSFRiMfCNzv21fjbE/+ah/lSh3lF8e2YG1Te7w1KpZhJFFXJrqYKi9yegxkqIChbqOS9Egw==");

        byte[] key = GroupKey.derived(group, "sn-007-888-abc-mac-a1-b2-c3-d4-e5-f6");

        assertThat(Base64.getEncoder().encodeToString(key)).isEqualTo("Jsm0lyGpjaVYVP2g3FnmnmG9dI/9qU24wNoykUmermc=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0ne00AB/registrations/sn-1/api-version=2019-03-31&ClientVersion=azure-iot-provisioning-device%2F1.9.1",
                "0ne00AB/registrations/sn-1/?api-version=2019-03-31"
            })
    void userName_ofADeviceThatAsksForItsHub_isRead(String userName) {
        assertThat(EnrollmentUserName.of(userName)).contains(new EnrollmentUserName("0ne00AB", "sn-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0ne00AB/registrations/sn-1",
                "0ne00AB/registrations//api-version=2019-03-31",
                "/registrations/sn-1/api-version=2019-03-31",
                "hub.example.com/registrations/?api-version=2021-04-12",
                "hub.example.com/sn-1/?api-version=2021-04-12",
                "0ne00AB/registrations/sn 1/api-version=2019-03-31"
            })
    void userName_ofAnybodyElse_isNone(String userName) {
        assertThat(EnrollmentUserName.of(userName)).isEmpty();
    }

    @Test
    void request_forAHub_isAnsweredByItsNumber() {
        RegistrationTopic topic = RegistrationTopic.of("$dps/registrations/PUT/iotdps-register/?$rid=7")
                .orElseThrow();

        assertThat(topic.registers()).isTrue();
        assertThat(topic.answer(202)).isEqualTo("$dps/registrations/res/202/?$rid=7");
    }

    @Test
    void request_aboutAnOperation_namesIt() {
        RegistrationTopic topic = RegistrationTopic.of(
                        "$dps/registrations/GET/iotdps-get-operationstatus/?$rid=8&operationId=5.ab")
                .orElseThrow();

        assertThat(topic).isEqualTo(new RegistrationTopic(false, "8", "5.ab"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$dps/registrations/PUT/iotdps-register/",
                "$dps/registrations/POST/iotdps-register/?$rid=7",
                "$dps/registrations/res/200/?$rid=7",
                "devices/a/messages/events/"
            })
    void anotherTopic_isNoRequest(String topic) {
        assertThat(RegistrationTopic.of(topic)).isEmpty();
    }

    @Test
    void whatWasProved_isReadAsItWasWritten() {
        ProvenRegistration proven = new ProvenRegistration("e", "ab");

        assertThat(ProvenRegistration.read(proven.written())).isEqualTo(proven);
        assertThat(ProvenRegistration.read(new ProvenRegistration("e", "").written())
                        .thumbprint())
                .isEmpty();
    }
}

package org.axletree.hub.dialect.azure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureUserNameTest {
    /** What the SDKs of Node and Java, and older clients, send. */
    @ParameterizedTest
    @CsvSource({
        "hub.example.com/dev/?api-version=2021-04-12&DeviceClientType=azure-iot-device%2F1.18.4,      hub, dev,",
        "hub.example.com/dev/?api-version=2020-09-30&model-id=dtmi%3Acom%3Aexample%3A1/x,             hub, dev,",
        "Hub.example.com:8883/dev/api-version=2016-11-14,                                             hub, dev,",
        "hub.device.example.com/dev,                                                                  hub, dev,",
        "hub.example.com/dev/,                                                                        hub, dev,",
        "hub/dev/?api-version=2018-06-30,                                                             hub, dev,",
        "hub.example.com/dev/mod/?api-version=2021-04-12,                                             hub, dev, mod",
        "hub.example.com/dev/mod,                                                                     hub, dev, mod",
        "hub.example.com/dev:1_a%b#*!()=@$'/?api-version=1,                                           hub, dev:1_a%b#*!()=@$',"
    })
    void userName_namesHubDeviceAndModule(String text, String host, String device, String module) {
        assertThat(AzureUserName.of(text)).contains(new AzureUserName(host, device, module == null ? "" : module));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "hub",
                "hub/",
                "/dev",
                "hub.example.com/?api-version=2021-04-12",
                "hub.example.com/api-version=2021-04-12",
                "hub//mod/?api-version=1",
                "hub/dev/mod/more",
                "hub/dev//more",
                "0ne000A1B2C/registrations/dev/api-version=2019-03-31&ClientVersion=x"
            })
    void userName_ofAnotherForm_isNoneOfAzures(String text) {
        assertThat(AzureUserName.of(text)).isEmpty();
    }
}

package org.axletree.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.axletree.core.door.DoorListener;
import org.axletree.core.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubSettingsTest {
    @TempDir
    Path home;

    @Test
    void databaseUrl_notSet_isAFileOfTheStateDirectory() {
        assertThat(settings(Map.of("axletree.home", home.toString())).databaseUrl())
                .startsWith("jdbc:h2:file:" + home.resolve("registry"));
    }

    @Test
    void hostNames_list_isSplitAndTrimmed() {
        assertThat(settings(Map.of("axletree.host", "hub.example.org, 192.0.2.1,hub.example.org"))
                        .hostNames())
                .containsExactly("hub.example.org", "192.0.2.1");
        assertThat(settings(Map.of()).hostNames()).startsWith("localhost");
    }

    @Test
    void masterKey_ofOpenssl_isTaken() {
        String key = "++++////AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

        assertThat(settings(Map.of("axletree.master.key", key)).masterKey()).contains(key);
    }

    @Test
    void masterKey_tooShort_isRefusedWithoutShowingIt() {
        assertThatThrownBy(() ->
                        settings(Map.of("axletree.master.key", "c2VjcmV0")).masterKey())
                .hasMessageStartingWith("AXLETREE_MASTER_KEY: 8 characters (expected: 32 bytes in Base64");
    }

    @Test
    void proxyProtocol_namesListeners_andNoOthers() {
        assertThat(settings(Map.of()).mqttListeners())
                .extracting(DoorListener::name)
                .containsExactly("mqtt", "mqtts", "ws", "wss");
        assertThat(settings(Map.of()).mqttListeners()).noneMatch(DoorListener::proxied);
        assertThat(settings(Map.of("axletree.proxy.protocol", "mqtts, wss")).mqttListeners())
                .filteredOn(DoorListener::proxied)
                .extracting(DoorListener::name)
                .containsExactly("mqtts", "wss");
        assertThatThrownBy(() -> settings(Map.of("axletree.proxy.protocol", "mqtts,http"))
                        .mqttListeners())
                .hasMessage("AXLETREE_PROXY_PROTOCOL: mqtts,http (expected: some of mqtt, mqtts, ws, wss, separated by"
                        + " commas)");
    }

    private static HubSettings settings(Map<String, String> values) {
        return new HubSettings(Settings.of(values));
    }
}

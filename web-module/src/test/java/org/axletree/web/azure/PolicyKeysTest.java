package org.axletree.web.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyKeysTest {
    private static final String SIXTEEN = "AAAAAAAAAAAAAAAAAAAAAA==";

    @Test
    void keyThatIsNotSaid_stays_andAnEmptyOneIsMade() {
        PolicyKeys keys = of("[{'keyName':'device','primaryKey':'','rights':'DeviceConnect'}]")
                .get(0);

        assertThat(keys.policy()).isEqualTo("device");
        assertThat(keys.primary()).get().satisfies(made -> assertThat(made).hasSize(32));
        assertThat(keys.secondary()).isEmpty();
        assertThat(of("null")).isEmpty();
    }

    @Test
    void keyThatIsSaid_isTaken() {
        PolicyKeys keys = of("[{'keyName':'service','primaryKey':null,'secondaryKey':'" + SIXTEEN + "'}]")
                .get(0);

        assertThat(keys.primary()).isEmpty();
        assertThat(keys.secondary()).contains(new byte[16]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "['device']",
                "[{'keyName':'other'}]",
                "[{}]",
                "[{'keyName':'device','primaryKey':'AAAA'}]",
                "[{'keyName':'device','primaryKey':'???'}]",
                "[{'keyName':'device','primaryKey':1}]",
                "[{'keyName':'device'},{'keyName':'device'},{'keyName':'device'}]"
            })
    void whatIsNoPolicy_isRefused(String policies) {
        assertThatThrownBy(() -> of(policies))
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("expected");
    }

    private static List<PolicyKeys> of(String policies) {
        String json = "{\"properties\":{\"authorizationPolicies\":" + policies.replace('\'', '"') + "}}";
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return PolicyKeys.of(reader.readObject(), Set.of("device", "service"));
        }
    }
}

package org.axletree.hub.registry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemAssertions;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows G1 to G9 of docs/reference/dialects/scaleway.md, as far as the registry has them. */
@ParameterizedClass
@EnumSource
class NetworkServiceTest {
    private static final String REGION = RegistryFixture.REGION;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub hub;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        hub = registry.hub("h");
    }

    @Test
    void secret_isShownOnce_hasScalewaysForm_andIsKeptNowhere() throws SQLException {
        CreatedNetwork created = create("field", NetworkType.REST, "myapp");

        String text = created.secret().text();
        assertThat(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                .matches("\\{\"NetID\":\"" + created.network().id() + "\",\"NetKey\":\"[0-9a-f-]{36}\"}");
        assertThat(NetworkSecret.read(text)).contains(created.secret());
        assertThat(created.toString()).doesNotContain(created.secret().key());
        try (var rows = registry.database.keptOpen().createStatement().executeQuery("select * from network")) {
            assertThat(rows.next()).isTrue();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                assertThat(String.valueOf(rows.getString(column)))
                        .doesNotContain(created.secret().key());
            }
        }
        assertThat(registry.audit
                        .newestFirst(Optional.empty(), Optional.empty(), PageRequest.FIRST)
                        .items()
                        .get(0)
                        .after())
                .contains("\"topic_prefix\":\"myapp\"")
                .doesNotContain(created.secret().key());
    }

    @Test
    void network_isProvenByItsSecretAlone() {
        CreatedNetwork created = create("field", NetworkType.REST, "");
        CreatedNetwork other = create("other", NetworkType.REST, "");

        assertThat(registry.networks.prove(created.secret())).hasValueSatisfying(proven -> {
            assertThat(proven.network()).isEqualTo(created.network());
            assertThat(proven.hubName()).isEqualTo("h");
            assertThat(proven.hubServed()).isTrue();
        });
        assertThat(registry.networks.prove(
                        new NetworkSecret(created.network().id(), other.secret().key())))
                .isEmpty();
        assertThat(registry.networks.prove(
                        new NetworkSecret("none", created.secret().key())))
                .isEmpty();
        assertThat(registry.networks.prove(new NetworkSecret("\0", ""))).isEmpty();
        assertThat(NetworkSecret.read("no base64!")).isEmpty();
        assertThat(NetworkSecret.read("e30=")).contains(new NetworkSecret("", ""));
    }

    @Test
    void renewedSecret_isTheOnlyOneThatIsGood() {
        CreatedNetwork created = create("field", NetworkType.SIGFOX, "");
        CreatedNetwork renewed =
                registry.networks.renewSecret(REGION, created.network().id());

        assertThat(registry.networks.prove(created.secret())).isEmpty();
        assertThat(registry.networks.prove(renewed.secret())).isPresent();
        assertThat(renewed.network()).isEqualTo(created.network());
    }

    @Test
    void disabledHub_isNotServed_andDeletedOnesNetworksAreGone() {
        CreatedNetwork created = create("field", NetworkType.REST, "");
        registry.hubs.disable(REGION, hub.id());
        assertThat(registry.networks.prove(created.secret()))
                .hasValueSatisfying(proven -> assertThat(proven.hubServed()).isFalse());

        registry.hubs.delete(REGION, hub.id(), true);
        assertThat(registry.networks.prove(created.secret())).isEmpty();
        assertThat(list(Optional.empty())).isEmpty();
    }

    @Test
    void list_hasTheNetworksOfEveryHub_whichNobodyDeletes() {
        CreatedNetwork created = create("field", NetworkType.LORAWAN, "lora");
        registry.hub("other");

        assertThat(list(Optional.of(hub.id())))
                .extracting(network -> network.type().apiName() + " " + network.topicPrefix())
                .containsExactlyInAnyOrder("mqtt ", "websocket ", "lorawan lora");
        assertThat(list(Optional.empty())).hasSize(5);
        assertThat(created.network().topicTemplate()).isEqualTo("{{ application_id }}/{{ device_id }}/{{ event }}");
        Network fixed = list(Optional.of(hub.id())).stream()
                .filter(network -> network.type() == NetworkType.MQTT)
                .findFirst()
                .orElseThrow();
        assertThat(registry.networks.get(REGION, fixed.id())).isEqualTo(fixed);
        ProblemAssertions.assertInvalid(() -> registry.networks.delete(REGION, fixed.id()), "network_id", "constraint");
        registry.networks.delete(REGION, created.network().id());
        assertThatThrownBy(() -> registry.networks.get(REGION, created.network().id()))
                .isInstanceOf(ProblemException.class);
        assertThat(list(Optional.of(hub.id()))).hasSize(2);
    }

    @Test
    void network_thatCannotBe_isRefusedWithTheArgumentsName() {
        create("field", NetworkType.REST, "");
        ProblemAssertions.assertInvalid(() -> create("field", NetworkType.REST, ""), "name", "constraint");
        ProblemAssertions.assertInvalid(() -> create("a", NetworkType.REST, "a/#"), "topic_prefix", "format");
        ProblemAssertions.assertInvalid(() -> create("a", NetworkType.REST, "$SCW"), "topic_prefix", "format");
        ProblemAssertions.assertInvalid(
                () -> registry.networks.create(
                        new NewNetwork(REGION, hub.id(), "a", NetworkType.REST, Optional.empty(), Optional.of("x"))),
                "topic_template",
                "constraint");
        registry.limits.put(HubLimit.NETWORKS_PER_HUB, 1);
        assertThatThrownBy(() -> create("second", NetworkType.REST, ""))
                .satisfies(thrown -> assertThat(((ProblemException) thrown).problem())
                        .isEqualTo(new Problem.QuotaExceeded("networks", 1, 1)));
    }

    @Test
    void topics_areJoinedByOneSlash() {
        assertThat(NetworkTopic.join("myapp", "A1/payload")).isEqualTo("myapp/A1/payload");
        assertThat(NetworkTopic.join("myapp/", "/A1")).isEqualTo("myapp/A1");
        assertThat(NetworkTopic.join("", "/A1")).isEqualTo("/A1");
        assertThat(NetworkTopic.problem("$SYS/x")).isPresent();
        assertThat(NetworkTopic.problem("a/+")).isPresent();
        assertThat(NetworkTopic.problem("a/$SYS")).isEmpty();
    }

    private CreatedNetwork create(String name, NetworkType type, String prefix) {
        return registry.networks.create(
                new NewNetwork(REGION, hub.id(), name, type, Optional.of(prefix), Optional.empty()));
    }

    private List<Network> list(Optional<String> hubId) {
        return registry.networks
                .list(new NetworkQuery(REGION, hubId, Optional.empty(), Optional.empty()), RegistryFixture.ALL)
                .items();
    }
}

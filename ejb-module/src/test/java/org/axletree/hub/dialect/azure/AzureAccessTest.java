package org.axletree.hub.dialect.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.azure.HubDraft;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.IdentityDraft;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.enrollment.AllocationPolicy;
import org.axletree.hub.registry.enrollment.EnrollmentScope;
import org.axletree.hub.registry.enrollment.ScopeKeys;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class AzureAccessTest {
    private static final IdentityDraft KEYS = new IdentityDraft(Optional.empty(), true, "", false);
    private static final HubDraft HUB = new HubDraft("local", "F1", 1, 2, 10, 3_600);
    private static final String OWNER = "&skn=" + ScopeKeys.POLICY;

    @Parameter
    TestDatabase kind;

    /** The database of other tests knows no such service. */
    private final String name = "dps-" + UUID.randomUUID();

    private final String host = name + ".axle.example.com";
    private final String other = "other-" + host;
    private final long later = Instant.now().getEpochSecond() + 3_600;
    private RegistryFixture registry;
    private AzureAccess access;
    private EnrollmentScope dps;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        registry.resources.putGroup("plants", "here", "{}");
        access = new AzureAccess(registry.hubDirectory, registry.policies, registry.scopes);
        dps = registry.scopes.put("plants", name, "here", AllocationPolicy.HASHED, "{}");
        registry.scopes.put("plants", "other-" + name, "here", AllocationPolicy.HASHED, "{}");
    }

    /** What the hub looks like, as how many devices it has, may change while its API is asked. */
    @Test
    void token_ofAPolicy_opensItsHub_thoughDevicesAreMadeMeanwhile() {
        Hub plant = registry.resources
                .putHub("plants", "plant-" + UUID.randomUUID().toString().substring(0, 8), HUB, "{}")
                .hub();
        byte[] key = registry.policies.all(plant.region(), plant.id()).get(0).primary();
        String token = SasTokens.token(key, plant.name() + ".axle.example.com", later) + "&skn=iothubowner";
        Hub asked = access.hubOf(plant.name() + ".axle.example.com").orElseThrow();

        registry.identities.create(new HubPlace(plant.region(), plant.id()), "pump", KEYS);

        assertThat(access.policy(asked, token, List.of("devices"))).isPresent();
        Hub elsewhere = registry.hub("elsewhere-" + plant.name());
        assertThat(access.policy(elsewhere, token, List.of("devices"))).isEmpty();
    }

    @Test
    void token_ofAKeyOfAService_opensThatServiceAlone() {
        ScopeKeys keys = registry.scopes.keys(dps);

        for (byte[] key : new byte[][] {keys.primary(), keys.secondary()}) {
            assertThat(access.scope(host, SasTokens.token(key, host, later) + OWNER))
                    .map(EnrollmentScope::name)
                    .contains(name);
        }
        String token = SasTokens.token(keys.primary(), host, later) + OWNER;
        assertThat(access.scope(name.toUpperCase(Locale.ROOT) + ":443", token)).isPresent();
        assertThat(access.scope(other, token)).isEmpty();
        assertThat(access.scope("", token)).isEmpty();
        assertThat(access.scope(other, SasTokens.token(keys.primary(), other, later) + OWNER))
                .isEmpty();
    }

    @Test
    void token_withOneThingWrong_opensNothing() {
        byte[] key = registry.scopes.keys(dps).primary();
        byte[] wrong = key.clone();
        wrong[0] ^= 1;

        assertThat(access.scope(host, SasTokens.token(wrong, host, later) + OWNER))
                .isEmpty();
        assertThat(access.scope(host, SasTokens.token(Arrays.copyOf(key, 31), host, later) + OWNER))
                .isEmpty();
        assertThat(access.scope(host, SasTokens.token(key, host, Instant.now().getEpochSecond() - 1) + OWNER))
                .isEmpty();
        assertThat(access.scope(host, SasTokens.token(key, host, later))).isEmpty();
        assertThat(access.scope(host, SasTokens.token(key, host, later) + "&skn=iothubowner"))
                .isEmpty();
        assertThat(access.scope(host, SasTokens.token(key, host + "/enrollments/one", later) + OWNER))
                .isEmpty();
        assertThat(access.scope(host, "SharedAccessSignature nonsense")).isEmpty();
    }

    @Test
    void tokenOfAKeyThatWasChanged_opensNothing_andThatOfTheOtherKeyStill() {
        ScopeKeys before = registry.scopes.keys(dps);

        ScopeKeys changed = registry.scopes.change(dps, Optional.of(new byte[32]), Optional.empty());

        assertThat(changed.primary()).isEqualTo(new byte[32]);
        assertThat(access.scope(host, SasTokens.token(before.primary(), host, later) + OWNER))
                .isEmpty();
        assertThat(access.scope(host, SasTokens.token(new byte[32], host, later) + OWNER))
                .isPresent();
        assertThat(access.scope(host, SasTokens.token(before.secondary(), host, later) + OWNER))
                .isPresent();
    }

    @Test
    void keys_thatNobodyHasSeen_openNothing_andThoseThatWereSeenStay() {
        assertThat(access.scope(host, SasTokens.token(new byte[32], host, later) + OWNER))
                .isEmpty();
        assertThat(registry.scopes.findKeys(name)).isEmpty();

        byte[] key = registry.scopes.keys(dps).primary();

        assertThat(registry.scopes.keys(dps).primary()).isEqualTo(key).hasSize(32);
        assertThat(registry.scopes.keys(registry.scopes.get("other-" + name)).primary())
                .isNotEqualTo(key);
        registry.scopes.put("plants", name, "there", AllocationPolicy.STATIC, "{}");
        assertThat(registry.scopes.keys(dps).primary()).isEqualTo(key);
        registry.scopes.delete("plants", name);
        registry.scopes.put("plants", name, "here", AllocationPolicy.HASHED, "{}");
        assertThat(access.scope(host, SasTokens.token(key, host, later) + OWNER))
                .isEmpty();
    }
}

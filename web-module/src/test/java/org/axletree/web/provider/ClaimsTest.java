package org.axletree.web.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.core.setting.Settings;
import org.axletree.hub.registry.Role;
import org.axletree.hub.settings.HubSettings;
import org.axletree.hub.settings.IdentityProvider;
import org.junit.jupiter.api.Test;

/** What a provider says of somebody, and what nobody has whom it says nothing of. */
class ClaimsTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "axletree.oidc.issuer", "https://login.example.org",
            "axletree.oidc.client.id", "axletree",
            "axletree.oidc.administrators", "admins",
            "axletree.oidc.operators", "engineers, night shift",
            "axletree.oidc.readers", "staff");

    @Test
    void role_isTheOneThatMayMost() throws SetbackException {
        assertThat(role(Map.of("groups", List.of("staff", "admins", "x")))).isEqualTo(Role.ADMINISTRATOR);
        assertThat(role(Map.of("groups", List.of("staff", "night shift")))).isEqualTo(Role.OPERATOR);
        assertThat(role(Map.of("groups", "staff"))).isEqualTo(Role.READ_ONLY);
        assertThat(role(Map.of("groups", "night shift"))).isEqualTo(Role.OPERATOR);
    }

    @Test
    void nobodyHasARole_whomTheProviderGivesNone() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("groups", null);
        for (Map<String, Object> said : List.<Map<String, Object>>of(
                Map.of(),
                nothing,
                Map.of("groups", List.of()),
                Map.of("groups", List.of("Admins", "admins ", "")),
                Map.of("groups", "staff admins"),
                Map.of("groups", Map.of("admins", true)),
                Map.of("groups", List.of(List.of("admins"))),
                Map.of("roles", List.of("admins")))) {
            refused(() -> role(said), Setback.NO_ROLE);
        }
        IdentityProvider letsNobodyIn = provider(
                Map.of("axletree.oidc.issuer", "https://login.example.org", "axletree.oidc.client.id", "axletree"));
        refused(() -> claims(Map.of("groups", List.of("", "admins"))).person(letsNobodyIn), Setback.NO_ROLE);
    }

    @Test
    void claimInsideAnother_isFound() throws SetbackException {
        IdentityProvider provider = with("axletree.oidc.roles.claim", "realm_access.roles");
        Map<String, Object> inside = Map.of("realm_access", Map.of("roles", List.of("admins")));
        assertThat(claims(inside).person(provider).role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(claims(Map.of("realm_access.roles", "staff"))
                        .person(provider)
                        .role())
                .isEqualTo(Role.READ_ONLY);
        refused(() -> claims(Map.of("realm_access", "admins")).person(provider), Setback.NO_ROLE);
    }

    /** No project would be all of them. */
    @Test
    void projects_haveToBeNamed_butForAdministrators() throws SetbackException {
        IdentityProvider provider = with("axletree.oidc.projects.claim", "projects");
        assertThat(claims(Map.of("groups", "staff", "projects", List.of("sea", "weather")))
                        .person(provider)
                        .projects())
                .containsExactlyInAnyOrder("sea", "weather");
        assertThat(claims(Map.of("groups", "admins", "projects", "sea"))
                        .person(provider)
                        .projects())
                .isEmpty();
        for (Object none : List.of(List.of(), "", 7, List.of(7))) {
            refused(() -> claims(Map.of("groups", "staff", "projects", none)).person(provider), Setback.NO_PROJECT);
        }
        refused(() -> claims(Map.of("groups", "staff")).person(provider), Setback.NO_PROJECT);
    }

    @Test
    void whatIsTold_isOfTheSamePerson_andGoesBehindWhatIsSigned() throws SetbackException {
        Claims signed = claims(Map.of("groups", "staff"));
        assertThat(signed.and(Map.of("sub", "s-1", "groups", "admins"))
                        .person(provider(SETTINGS))
                        .role())
                .isEqualTo(Role.READ_ONLY);
        refused(() -> signed.and(Map.of("sub", "s-2", "preferred_username", "x")), Setback.UNPROVEN);
        refused(() -> signed.and(Map.of("preferred_username", "x")), Setback.UNPROVEN);
    }

    @Test
    void subject_isNeeded() {
        refused(() -> new Claims(Map.of("groups", "staff")).person(provider(SETTINGS)), Setback.UNPROVEN);
        refused(() -> new Claims(Map.of("sub", 7)).subject(), Setback.UNPROVEN);
        refused(() -> new Claims(Map.of("sub", "s".repeat(256))).subject(), Setback.UNPROVEN);
    }

    private static Role role(Map<String, Object> said) throws SetbackException {
        return claims(said).person(provider(SETTINGS)).role();
    }

    private static Claims claims(Map<String, Object> said) {
        Map<String, Object> all = new HashMap<>(said);
        all.put("sub", "s-1");
        return new Claims(all);
    }

    private static IdentityProvider with(String setting, String value) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(setting, value);
        return provider(settings);
    }

    private static IdentityProvider provider(Map<String, String> settings) {
        return new HubSettings(Settings.of(settings)).identityProvider().orElseThrow();
    }

    private static void refused(ThrowingCallable call, Setback setback) {
        assertThatThrownBy(call)
                .asInstanceOf(type(SetbackException.class))
                .extracting(SetbackException::setback)
                .isEqualTo(setback);
    }
}

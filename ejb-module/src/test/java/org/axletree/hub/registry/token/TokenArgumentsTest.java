package org.axletree.hub.registry.token;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.axletree.core.setting.Settings;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Role;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.api.Test;

class TokenArgumentsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void reach_isAProjectOrAll() {
        assertThatCode(() -> check(check -> TokenArguments.reach(check, Role.PROJECT, Optional.of("p"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(check -> TokenArguments.reach(check, Role.ADMINISTRATOR, Optional.empty())))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(check -> TokenArguments.reach(check, Role.PROJECT, Optional.empty())))
                .hasMessageStartingWith("project_id: ");
        assertThatThrownBy(() -> check(check -> TokenArguments.reach(check, Role.ADMINISTRATOR, Optional.of("p"))))
                .hasMessageStartingWith("project_id: ");
    }

    @Test
    void expiry_liesAhead() {
        assertThatCode(() -> check(check -> TokenArguments.expiry(check, NOW.plusMillis(1), NOW)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(check -> TokenArguments.expiry(check, NOW, NOW)))
                .hasMessageStartingWith("expires_at: ");
    }

    private static void check(Consumer<ArgumentCheck> arguments) {
        ArgumentCheck check = new ArgumentCheck(new HubSettings(Settings.of(Map.of())));
        arguments.accept(check);
        check.done();
    }
}

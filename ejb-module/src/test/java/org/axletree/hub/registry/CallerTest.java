package org.axletree.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static final Caller PERSON = Caller.person("ann", "1", Role.OPERATOR, Optional.of(Set.of("p1")), "");

    /** Any database would do: the question does not come so far. */
    @ParameterizedTest
    @ValueSource(strings = {"hub", "device", "message", "token", "user", Caller.OWN_ACCOUNT, "of a kind that is new"})
    void nobody_changesNothing(String kind) {
        inAThreadOfTheWeb(() -> assertThatThrownBy(() -> new Registry(null).change(kind, "1", entities -> null))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.problem())
                        .isEqualTo(new Problem.PermissionsDenied(kind, "write"))));
    }

    @Test
    void nobody_seesNothing_andIsNoAdministrator() {
        inAThreadOfTheWeb(() -> {
            assertThat(Caller.current().sees("p1")).isFalse();
            assertThat(Caller.current().seesAll()).isFalse();
            assertThat(Caller.current().isAdministrator()).isFalse();
            assertThat(Caller.current().isOwnToken()).isFalse();
            assertThat(Caller.isKnown()).isFalse();
        });
    }

    @Test
    void caller_isWhoAskedBefore_onceTheAnswerIsThere() {
        inAThreadOfTheWeb(() -> {
            Caller nobody = Caller.current();
            try (Caller.Asking outer = PERSON.asks()) {
                try (Caller.Asking inner = Caller.hub().asks()) {
                    assertThat(Caller.current().isAdministrator()).isTrue();
                }
                assertThat(Caller.current()).isEqualTo(PERSON);
            }
            assertThat(Caller.current()).isEqualTo(nobody);
        });
    }

    /** Whatever the thread did before. */
    private static void inAThreadOfTheWeb(Runnable work) {
        try (Caller.Asking before = Caller.hub().asks()) {
            Caller.forget();
            work.run();
        }
    }
}

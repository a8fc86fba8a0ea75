package org.axletree.hub.registry.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.hub.authority.OwnerPki;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceAuthorityServiceTest {
    @TempDir
    Path directory;

    private DeviceAuthorityService authorities;
    private Hub hub;
    private String first;
    private String second;

    @BeforeEach
    void open() throws Exception {
        RegistryFixture registry = new RegistryFixture(TestDatabase.H2.open());
        authorities = registry.deviceAuthorities;
        hub = registry.hub("hub");
        OwnerPki pki = new OwnerPki(directory);
        first = pki.root("first");
        second = pki.root("second");
    }

    @Test
    void certificateThatIsThere_isReplacedOnlyByWhoeverKnowsIt() {
        DeviceAuthority made = put(first, OptionalLong.empty());

        refused(() -> put(second, OptionalLong.empty()), "is there already (expected: its present etag");
        refused(() -> put(second, OptionalLong.of(made.revision() + 1)), "was changed by others");
        assertThat(authorities.get(hub.region(), hub.id(), "owner")).isEqualTo(made);

        DeviceAuthority replaced = put(second, OptionalLong.of(made.revision()));
        assertThat(replaced.fingerprint()).isNotEqualTo(made.fingerprint());
        assertThat(replaced.revision()).isGreaterThan(made.revision());
    }

    @Test
    void certificateThatIsNotThere_isNotReplaced() {
        refused(() -> put(first, OptionalLong.of(1)), "is not there to be replaced");

        assertThat(authorities.all(hub.region(), hub.id())).isEmpty();
    }

    private DeviceAuthority put(String pem, OptionalLong revision) {
        return authorities.put(hub.region(), hub.id(), "owner", pem, revision);
    }

    private static void refused(ThrowingCallable work, String why) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                        .isInstanceOf(Problem.PreconditionFailed.class))
                .hasMessageContaining(why);
    }
}

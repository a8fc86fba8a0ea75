package org.axletree.web.console.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.junit.jupiter.api.Test;

class AzureDraftTest {
    private final AzureDraft draft = new AzureDraft();

    @Test
    void withoutKeys_theHubMakesThem() {
        assertThat(draft.identity().credential()).isEmpty();
    }

    @Test
    void ownKey_isTaken_andTheOtherLeftToTheHub() {
        draft.setPrimaryKey(" MDEyMzQ1Njc4OWFiY2RlZg== ");
        DeviceCredential keys = draft.identity().credential().orElseThrow();
        assertThat(keys.kind()).isEqualTo(CredentialKind.SECRET);
        assertThat(keys.primary())
                .hasValueSatisfying(key -> assertThat(key).asString().isEqualTo("0123456789abcdef"));
        assertThat(keys.secondary()).hasValueSatisfying(key -> assertThat(key).isEmpty());
    }

    @Test
    void keyThatIsNoBase64_isRefusedWhereItWasTyped() {
        draft.setSecondaryKey("no base64");
        assertThatThrownBy(draft::identity)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("authentication.symmetricKey")
                .hasMessageContaining("expected: Base64 of 16 to 64 bytes");
    }

    @Test
    void thumbprint_isTakenAsOpensslPrintsIt() {
        draft.setProof("thumbprints");
        draft.setPrimaryThumbprint("AB:CD: 12");
        assertThat(draft.identity().credential().orElseThrow().primaryThumbprint())
                .isEqualTo("abcd12");
    }
}

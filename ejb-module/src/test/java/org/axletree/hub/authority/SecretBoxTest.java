package org.axletree.hub.authority;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.axletree.core.home.StateDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretBoxTest {
    private static final byte[] KEY = key(1);
    private static final byte[] SECRET = "a secret".getBytes(UTF_8);

    private final SecretBox box = new SecretBox(KEY);

    @Test
    void open_sameContext_givesTheSecret() {
        assertThat(box.open("hub:1:ca", box.seal("hub:1:ca", SECRET))).isEqualTo(SECRET);
    }

    @Test
    void seal_twice_differsAndHidesTheSecret() {
        byte[] sealed = box.seal("hub:1:ca", SECRET);

        assertThat(box.seal("hub:1:ca", SECRET)).isNotEqualTo(sealed);
        assertThat(new String(sealed, UTF_8)).doesNotContain("secret");
    }

    @Test
    void open_otherContext_isRefused() {
        byte[] sealed = box.seal("hub:1:ca", SECRET);

        assertThatThrownBy(() -> box.open("hub:2:ca", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sealed for something else");
    }

    @Test
    void open_otherKey_saysSo() {
        byte[] sealed = box.seal("hub:1:ca", SECRET);

        assertThatThrownBy(() -> new SecretBox(key(2)).open("hub:1:ca", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another master key");
    }

    @Test
    void open_anyBitChanged_isRefused() {
        byte[] sealed = box.seal("hub:1:ca", SECRET);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> box.open("hub:1:ca", changed))
                    .as("bit %d", bit)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void open_anyLengthCutOff_isRefused() {
        byte[] sealed = box.seal("hub:1:ca", SECRET);

        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> box.open("hub:1:ca", cut)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void masterKey_ofTheFile_isMadeOnce(@TempDir Path home) {
        StateDirectory state = StateDirectory.at(home);

        byte[] first = SecretBox.masterKey(Optional.empty(), state);

        assertThat(first).hasSize(32);
        assertThat(SecretBox.masterKey(Optional.empty(), state)).isEqualTo(first);
        assertThat(home.resolve("master.key")).exists();
    }

    @Test
    void masterKey_ofTheSetting_leavesNoFile(@TempDir Path home) {
        String text = Base64.getEncoder().encodeToString(key(255));

        assertThat(SecretBox.masterKey(Optional.of(text), StateDirectory.at(home)))
                .isEqualTo(key(255));
        assertThat(home.resolve("master.key")).doesNotExist();
    }

    @Test
    void masterKey_thatIsNone_isRefusedWithoutQuotingIt(@TempDir Path home) {
        for (String text :
                new String[] {"c2hvcnQ=", "not base64!", "", Base64.getEncoder().encodeToString(new byte[33])}) {
            assertThatThrownBy(() -> SecretBox.masterKey(Optional.of(text), StateDirectory.at(home)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("AXLETREE_MASTER_KEY: not a master key (expected: 32 bytes in base64)")
                    .hasNoCause();
        }
    }

    private static byte[] key(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }
}

package org.axletree.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] SALT = new byte[16];
    /** The real number of rounds makes guessing dear, and would make this test slow. */
    private static final int FEW_ROUNDS = 10;

    private final Seal seal = Seal.of("a pass phrase", SALT, FEW_ROUNDS);

    @Test
    void whatWasSealed_isOpened_ofAnyLength() throws IOException {
        for (int length : new int[] {0, 1, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 3_000_000}) {
            byte[] plain = new byte[length];
            new Random(length).nextBytes(plain);
            byte[] sealed = seal.sealed(plain);
            assertThat(opened(seal, sealed)).isEqualTo(plain);
            assertThat(sealed.length).isGreaterThan(length);
        }
    }

    @Test
    void sameText_isSealedDifferently_eachTime() throws IOException {
        assertThat(seal.sealed(new byte[100])).isNotEqualTo(seal.sealed(new byte[100]));
    }

    @Test
    void anyByteChanged_isNoticed() throws IOException {
        byte[] sealed = seal.sealed(new byte[300]);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> opened(seal, changed)).as("byte " + i).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anEndThatIsMissing_isNoticed_evenBetweenPieces() throws IOException {
        byte[] sealed = seal.sealed(new byte[2 * 1024 * 1024 + 5]);
        int piece = 1 + 4 + 1024 * 1024 + 16;
        for (int length : new int[] {16, 16 + piece, 16 + 2 * piece, sealed.length - 1}) {
            assertThatThrownBy(() -> opened(seal, Arrays.copyOf(sealed, length)))
                    .as(length + " bytes")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anotherPassPhrase_opensNothing() throws IOException {
        byte[] sealed = seal.sealed(new byte[10]);
        assertThatThrownBy(() -> opened(Seal.of("another one", SALT, FEW_ROUNDS), sealed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    private static byte[] opened(Seal seal, byte[] sealed) throws IOException {
        return seal.opening(new ByteArrayInputStream(sealed)).readAllBytes();
    }
}

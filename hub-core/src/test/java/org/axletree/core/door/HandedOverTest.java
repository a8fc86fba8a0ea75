package org.axletree.core.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandedOverTest {
    private static final HandedOver WITH_TWO = new HandedOver(
            "2001:db8::1", 61_234, true, "plant.localhost", List.of(new byte[] {1, 2, 3}, new byte[] {4}));

    @Test
    void connection_isReadAsItWasWritten() throws IOException {
        HandedOver read = HandedOver.read(WITH_TWO.written());

        assertThat(read.host()).isEqualTo("2001:db8::1");
        assertThat(read.port()).isEqualTo(61_234);
        assertThat(read.secure()).isTrue();
        assertThat(read.serverName()).isEqualTo("plant.localhost");
        assertThat(read.certificates()).containsExactly(new byte[] {1, 2, 3}, new byte[] {4});
    }

    @Test
    void anyPartOfIt_isNone() {
        byte[] written = WITH_TWO.written();

        for (int length = 0; length < written.length; length++) {
            byte[] part = Arrays.copyOf(written, length);
            assertThatThrownBy(() -> HandedOver.read(part)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void place_isFoundWhileItIsOpen() {
        HandoverPlace place = HandoverPlace.create();
        assertThat(HandoverPlace.present()).isEmpty();

        place.open(1_234);
        try {
            HandoverPlace found = HandoverPlace.present().orElseThrow();
            assertThat(found.port()).isEqualTo(1_234);
            assertThat(place.isSecret(found.secret())).isTrue();
            assertThat(place.isSecret(new byte[HandoverPlace.SECRET_BYTES])).isFalse();
        } finally {
            place.close();
        }
        assertThat(HandoverPlace.present()).isEmpty();
    }
}

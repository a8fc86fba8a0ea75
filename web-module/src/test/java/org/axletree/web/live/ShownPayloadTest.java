package org.axletree.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShownPayloadTest {
    @Test
    void payload_isTextIfItReadsAsOne_evenIfItWasCutWithinACharacter() {
        byte[] whole = "21 °C €".getBytes(StandardCharsets.UTF_8);
        assertThat(ShownPayload.text(whole, false)).contains("21 °C €");
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertThat(ShownPayload.text(cut, true)).contains("21 °C ");
        assertThat(ShownPayload.text(cut, false)).isEmpty();
    }

    @Test
    void payload_withControlCharacters_isNoText() {
        assertThat(ShownPayload.text(new byte[] {'a', 0, 'b'}, false)).isEmpty();
        assertThat(ShownPayload.text(new byte[] {1, 2, (byte) 0xFF}, true)).isEmpty();
        assertThat(ShownPayload.text("{\n\t\"a\": 1\r\n}".getBytes(StandardCharsets.UTF_8), false))
                .isPresent();
    }

    @Test
    void payload_isShownUpToSoManyBytes_andSaysSo() {
        assertThat(ShownPayload.of("21 °C".getBytes(StandardCharsets.UTF_8), true, 4))
                .isEqualTo(new ShownPayload("21 ", false, false));
        assertThat(ShownPayload.of(new byte[] {1, 2, (byte) 0xFF}, true, 2))
                .isEqualTo(new ShownPayload("01 02", true, false));
        assertThat(ShownPayload.of("on".getBytes(StandardCharsets.UTF_8), false, 4))
                .isEqualTo(new ShownPayload("on", false, false));
        assertThat(ShownPayload.of("on".getBytes(StandardCharsets.UTF_8), true, 4))
                .isEqualTo(new ShownPayload("on", false, true));
    }
}

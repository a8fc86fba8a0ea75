package org.axletree.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PayloadExcerptTest {
    @Test
    void payload_isTextIfItReadsAsOne_evenIfItWasCutWithinACharacter() {
        byte[] whole = "21 °C €".getBytes(StandardCharsets.UTF_8);
        assertThat(PayloadExcerpt.text(whole, false)).contains("21 °C €");
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertThat(PayloadExcerpt.text(cut, true)).contains("21 °C ");
        assertThat(PayloadExcerpt.text(cut, false)).isEmpty();
    }

    @Test
    void payload_withControlCharacters_isNoText() {
        assertThat(PayloadExcerpt.text(new byte[] {'a', 0, 'b'}, false)).isEmpty();
        assertThat(PayloadExcerpt.text(new byte[] {1, 2, (byte) 0xFF}, true)).isEmpty();
        assertThat(PayloadExcerpt.text("{\n\t\"a\": 1\r\n}".getBytes(StandardCharsets.UTF_8), false))
                .isPresent();
    }

    @Test
    void payload_isShownUpToSoManyBytes_andSaysSo() {
        assertThat(PayloadExcerpt.of("21 °C".getBytes(StandardCharsets.UTF_8), true, 4))
                .isEqualTo(new PayloadExcerpt("21 ", false, false));
        assertThat(PayloadExcerpt.of(new byte[] {1, 2, (byte) 0xFF}, true, 2))
                .isEqualTo(new PayloadExcerpt("01 02", true, false));
        assertThat(PayloadExcerpt.of("on".getBytes(StandardCharsets.UTF_8), false, 4))
                .isEqualTo(new PayloadExcerpt("on", false, false));
        assertThat(PayloadExcerpt.of("on".getBytes(StandardCharsets.UTF_8), true, 4))
                .isEqualTo(new PayloadExcerpt("on", false, true));
    }
}

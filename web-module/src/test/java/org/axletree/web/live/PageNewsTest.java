package org.axletree.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageNewsTest {

    @Test
    void payload_isTextIfItReadsAsOne_evenIfItWasCutWithinACharacter() {
        byte[] whole = "21 °C €".getBytes(StandardCharsets.UTF_8);
        assertThat(PageNews.text(whole, false)).contains("21 °C €");
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertThat(PageNews.text(cut, true)).contains("21 °C ");
        assertThat(PageNews.text(cut, false)).isEmpty();
    }

    @Test
    void payload_withControlCharacters_isNoText() {
        assertThat(PageNews.text(new byte[] {'a', 0, 'b'}, false)).isEmpty();
        assertThat(PageNews.text(new byte[] {1, 2, (byte) 0xFF}, true)).isEmpty();
        assertThat(PageNews.text("{\n\t\"a\": 1\r\n}".getBytes(StandardCharsets.UTF_8), false))
                .isPresent();
    }

    @Test
    void place_isReadAsItWasSaid() {
        LivePlace place = new LivePlace("1795949005900-17", 42);
        assertThat(LivePlace.of(place.toString())).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1", "1.2.3", "1.99999999999999999999", "a-1.2", "-1.-2"})
    void placeThatIsNoneOfOurs_isTheStart(String text) {
        assertThat(LivePlace.of(text)).isEqualTo(LivePlace.START);
    }
}

package org.axletree.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageNewsTest {

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

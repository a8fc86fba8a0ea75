package org.axletree.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownBrowsersTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

    private final KnownBrowsers browsers = at(NOW);

    @Test
    void browserThatWasRemembered_isKnown_andNoOtherIsTheSame() {
        String first = browsers.value(NOW.plusSeconds(10));
        String second = browsers.value(NOW.plusSeconds(10));

        assertThat(browsers.recognise(first)).isPresent();
        assertThat(browsers.recognise(second)).isPresent().isNotEqualTo(browsers.recognise(first));
    }

    @Test
    void cookie_isWorthNothingAfterItsTime() {
        String value = browsers.value(NOW.plusSeconds(10));

        assertThat(at(NOW.plusSeconds(10)).recognise(value)).isEmpty();
    }

    @Test
    void cookieOfAnotherServer_isWorthNothing() {
        String foreign =
                new KnownBrowsers("another secret", Clock.fixed(NOW, ZoneOffset.UTC)).value(NOW.plusSeconds(10));

        assertThat(browsers.recognise(foreign)).isEmpty();
    }

    @Test
    void cookieThatWasChanged_isWorthNothing() {
        String value = browsers.value(NOW.plusSeconds(10));

        assertThat(browsers.recognise(value.replaceFirst("\\.[0-9]+\\.", ".99999999999.")))
                .isEmpty();
        assertThat(browsers.recognise((value.startsWith("A") ? "B" : "A") + value.substring(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b.c",
                "AAAAAAAAAAAAAAAAAAAAAA.1.",
                "AAAAAAAAAAAAAAAAAAAAAA.9999999999999999999999.x"
            })
    void whatIsNoCookieOfOurs_isWorthNothing(String value) {
        assertThat(browsers.recognise(value)).isEmpty();
    }

    private static KnownBrowsers at(Instant now) {
        return new KnownBrowsers("secret", Clock.fixed(now, ZoneOffset.UTC));
    }
}

package org.axletree.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleLogoutTest {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final HttpSession session = sessionInMemory();

    @Test
    void session_isOver_onceNobodyUsedItForItsTime() {
        at(START).use(session);
        assertThat(at(START.plus(LIMIT)).isOver(session)).isFalse();
        assertThat(at(START.plus(LIMIT).plusMillis(1)).isOver(session)).isTrue();
    }

    @Test
    void use_givesTheWholeTimeAnew() {
        at(START).use(session);
        at(START.plus(LIMIT)).use(session);
        assertThat(at(START.plus(LIMIT).plus(LIMIT)).isOver(session)).isFalse();
    }

    @Test
    void session_thatWasNeverUsed_isOver() {
        assertThat(at(START).isOver(session)).isTrue();
    }

    @Test
    void timeOfASession_isThatOfTheGuide() throws IOException {
        assertThat(Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml")))
                .contains("<session-timeout>" + LIMIT.toMinutes() + "</session-timeout>");
        assertThat(Files.readString(Path.of("../docs/guide/security.md")))
                .contains("A session of the console ends after " + LIMIT.toMinutes() + " minutes");
    }

    private static IdleLogout at(Instant now) {
        return new IdleLogout(Clock.fixed(now, ZoneOffset.UTC));
    }

    /** As much of a session as is asked of one here. */
    private static HttpSession sessionInMemory() {
        Map<Object, Object> attributes = new HashMap<>();
        return (HttpSession) Proxy.newProxyInstance(
                IdleLogoutTest.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> {
                        attributes.put(arguments[0], arguments[1]);
                        yield null;
                    }
                    case "getMaxInactiveInterval" -> (int) LIMIT.toSeconds();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}

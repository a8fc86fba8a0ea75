package org.axletree.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.axletree.core.setting.Settings;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.user.Accounts;
import org.axletree.hub.registry.user.User;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.api.Test;

/** How many logins there are of a person, and how long what an identity provider said is believed. */
class LoginsTest {
    private static final String PROVIDER = "https://login.example.org";

    private final Logins logins = new Logins(
            new OnePerson(),
            null,
            new HubSettings(
                    Settings.of(Map.of("axletree.oidc.issuer", PROVIDER, "axletree.oidc.client.id", "axletree"))));

    @Test
    void twentyFirstLogin_endsTheOldest_andNobodyElses() {
        HttpSession other = logIn(person("eve", ""));
        List<HttpSession> sessions = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            sessions.add(logIn(person("ada", "")));
        }

        assertThat(logins.of("ada")).hasSize(20);
        assertThat(Login.of(sessions.get(0))).isNull();
        assertThat(sessions.subList(1, 21)).allMatch(session -> Login.of(session) != null);
        assertThat(Login.of(other)).isNotNull();
    }

    @Test
    void whatAProviderSaid_isBelievedForTwelveHours() {
        assertThat(logins.caller(since(Duration.ofHours(12).minusMinutes(1), PROVIDER), ""))
                .isPresent();
        assertThat(logins.caller(since(Duration.ofHours(12).plusMinutes(1), PROVIDER), ""))
                .isEmpty();
        assertThat(logins.caller(since(Duration.ofDays(3), ""), ""))
                .as("by a password")
                .isPresent();
    }

    private HttpSession logIn(User user) {
        HttpSession session = session();
        logins.begin(new ProvenPerson(user), request(session));
        return session;
    }

    private HttpSession since(Duration ago, String issuer) {
        HttpSession session = session();
        new Login(person("ada", issuer), Instant.now().minus(ago), "", "", logins).begin(session);
        return session;
    }

    private static User person(String id, String issuer) {
        Instant now = Instant.now();
        return new User(id, id, Role.READ_ONLY, new TreeSet<>(), true, 1, issuer, now, now);
    }

    private static HttpServletRequest request(HttpSession session) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                LoginsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getSession" -> session;
                    case "getRemoteAddr" -> "192.0.2.1";
                    case "getHeader" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** As much of a session as is asked of one here. */
    private static HttpSession session() {
        Map<String, Object> attributes = new HashMap<>();
        return (HttpSession) Proxy.newProxyInstance(
                LoginsTest.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> {
                        attributes.put((String) arguments[0], arguments[1]);
                        ((HttpSessionBindingListener) arguments[1])
                                .valueBound(new HttpSessionBindingEvent((HttpSession) proxy, (String) arguments[0]));
                        yield null;
                    }
                    case "invalidate" -> {
                        for (Map.Entry<String, Object> each : attributes.entrySet()) {
                            ((HttpSessionBindingListener) each.getValue())
                                    .valueUnbound(new HttpSessionBindingEvent((HttpSession) proxy, each.getKey()));
                        }
                        attributes.clear();
                        yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "a session";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static final class OnePerson extends Accounts {
        @Override
        public Optional<User> loggedIn(String userId, int generation) {
            return Optional.of(person(userId, ""));
        }
    }
}

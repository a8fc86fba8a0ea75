package org.axletree.core.setting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.axletree.core.limit.HubLimit;

/** The values of settings and limits. A value that is not acceptable is refused when it is read, with what would be right. */
public final class Settings {
    private static final List<Setting> PORTS = List.of(
            Setting.MQTT_PORT,
            Setting.MQTTS_PORT,
            Setting.WS_PORT,
            Setting.WSS_PORT,
            Setting.COAP_PORT,
            Setting.COAPS_PORT,
            Setting.HTTP_PORT,
            Setting.HTTPS_PORT,
            Setting.JMS_PORT);

    private final Function<String, Optional<String>> source;

    /** @param source answers the value of a property as {@code axletree.mqtt.port}; empty if nothing is set */
    public Settings(Function<String, Optional<String>> source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /** Settings of this process: system properties, then environment variables. */
    public static Settings ofProcess() {
        return new Settings(property -> Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(variable(property)))));
    }

    /** Settings for tests, by property. */
    public static Settings of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return new Settings(property -> Optional.ofNullable(copy.get(property)));
    }

    /**
     * The value that an operator gave; empty if they gave none, or an empty one.
     *
     * @throws IllegalArgumentException if it is not acceptable; the message never shows a secret
     */
    public Optional<String> given(Setting setting) {
        Optional<String> given = raw(setting.property());
        given.ifPresent(value -> {
            if (!setting.kind().accepts(value)) {
                throw new IllegalArgumentException(setting.variable() + ": " + shown(setting, value) + " (expected: "
                        + setting.kind().expectation() + ")");
            }
        });
        return given;
    }

    /** The value of a setting, or its default. */
    public String text(Setting setting) {
        return given(setting).orElse(setting.standard());
    }

    /** The value of a setting that is a number. */
    public int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    /** The state directory's path, absolute. */
    public Path home() {
        return Path.of(text(Setting.HOME)).toAbsolutePath().normalize();
    }

    /** The value of a limit: what was given, or its default. */
    public int limit(HubLimit limit) {
        Optional<String> given = raw(limit.property());
        if (given.isEmpty()) {
            return limit.standard();
        }
        if (!SettingKind.number(1, limit.highest()).accepts(given.get())) {
            throw new IllegalArgumentException(
                    variable(limit.property()) + ": " + given.get() + " (expected: 1 to " + limit.highest() + ")");
        }
        return Integer.parseInt(given.get());
    }

    /** Everything that is wrong with the settings, one line each; empty if nothing is. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            check(problems, () -> given(setting));
        }
        for (HubLimit limit : HubLimit.values()) {
            check(problems, () -> limit(limit));
        }
        if (problems.isEmpty()) {
            addSharedPorts(problems);
            addNamelessClient(problems);
        }
        return problems;
    }

    private void addSharedPorts(List<String> problems) {
        Map<Integer, Setting> owners = new TreeMap<>();
        for (Setting port : PORTS) {
            if (port == Setting.JMS_PORT && given(Setting.JMS_URL).isPresent()) {
                continue;
            }
            Setting owner = owners.putIfAbsent(number(port), port);
            if (owner != null) {
                problems.add(port.variable() + ": " + number(port) + " is also " + owner.variable()
                        + " (expected: a port of its own)");
            }
        }
    }

    private void addNamelessClient(List<String> problems) {
        if (given(Setting.OIDC_ISSUER).isPresent()
                && given(Setting.OIDC_CLIENT_ID).isEmpty()) {
            problems.add(Setting.OIDC_CLIENT_ID.variable() + ": is missing (expected: what the console is called at "
                    + given(Setting.OIDC_ISSUER).get() + ")");
        }
    }

    private static void check(List<String> problems, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
        }
    }

    private Optional<String> raw(String property) {
        return source.apply(property).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String shown(Setting setting, String value) {
        return switch (setting) {
            case JMS_PASSWORD, DB_PASSWORD, OIDC_CLIENT_SECRET, ADMIN_PASSWORD, ADMIN_TOKEN, MASTER_KEY ->
                value.length() + " characters";
            case DB_URL -> "not such an address";
            default -> value.length() <= 100 ? value : value.substring(0, 100) + "…";
        };
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}

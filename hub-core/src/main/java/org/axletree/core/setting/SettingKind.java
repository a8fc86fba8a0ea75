package org.axletree.core.setting;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What values a {@link Setting} may have. */
public final class SettingKind {
    static final SettingKind TEXT =
            new SettingKind("a text of at most 2000 characters", value -> value.length() <= 2000);
    static final SettingKind PATH = new SettingKind("a path", value -> value.indexOf('\0') < 0);
    static final SettingKind PATHS =
            new SettingKind("paths of files, separated by commas", value -> Arrays.stream(value.split(",", -1))
                    .allMatch(path -> !path.isBlank() && path.indexOf('\0') < 0));
    static final SettingKind PORT = number(1, 65_535);
    static final SettingKind ADDRESS = new SettingKind(
            "an IP address or a host name of this machine", value -> value.matches("[0-9A-Za-z.:_-]{1,255}"));
    static final SettingKind HOST_NAMES = new SettingKind(
            "host names or IP addresses, separated by commas", value -> Arrays.stream(value.split(",", -1))
                    .allMatch(name -> name.strip().matches("[0-9A-Za-z.:*_-]{1,253}")));
    static final SettingKind NETWORKS = new SettingKind(
            "networks as 10.0.0.0/8, IP addresses or host names, separated by commas",
            value -> Arrays.stream(value.split(",", -1))
                    .allMatch(entry -> entry.strip().matches("[0-9A-Za-z.:_-]{1,253}(/[0-9]{1,3})?")));
    static final SettingKind BROKER_ADDRESSES = new SettingKind(
            "addresses as mq://host:port, separated by commas",
            value -> Arrays.stream(value.split(",", -1)).allMatch(address -> address.strip()
                    .matches("mq(ssl|tcp)?://[0-9A-Za-z.:_\\[\\]-]{1,255}(/[a-z]*)?")));
    static final SettingKind DATABASE_URL = new SettingKind(
            "an address as jdbc:postgresql://host/database or jdbc:h2:file:path",
            value -> value.startsWith("jdbc:postgresql:") || value.startsWith("jdbc:h2:"));
    static final SettingKind WEB_ADDRESS = new SettingKind(
            "an address as https://login.example.org, without a query; http:// only for localhost, 127.0.0.1 and [::1]",
            value -> WebAddress.isSafe(value) && value.indexOf('?') < 0);
    static final SettingKind USER_NAME =
            new SettingKind("1 to 64 letters, digits or . _ -", value -> value.matches("[0-9A-Za-z._-]{1,64}"));
    static final SettingKind PASSWORD =
            new SettingKind("12 to 256 characters", value -> value.length() >= 12 && value.length() <= 256);
    static final SettingKind FOREIGN_PASSWORD =
            new SettingKind("1 to 1000 characters", value -> value.length() <= 1000);
    static final SettingKind TOKEN =
            new SettingKind("16 to 256 visible ASCII characters", value -> value.matches("[\\x21-\\x7e]{16,256}"));
    static final SettingKind MASTER_KEY = new SettingKind(
            "32 bytes in Base64, as of openssl rand -base64 32", value -> value.matches("[0-9A-Za-z+/_-]{43}=?"));

    private final String expectation;
    private final Predicate<String> accepts;

    private SettingKind(String expectation, Predicate<String> accepts) {
        this.expectation = expectation;
        this.accepts = accepts;
    }

    static SettingKind number(int lowest, int highest) {
        return new SettingKind(lowest + " to " + highest, value -> within(value, lowest, highest));
    }

    static SettingKind oneOf(String... choices) {
        return new SettingKind(String.join(" or ", choices), List.of(choices)::contains);
    }

    static SettingKind someOf(String... choices) {
        List<String> known = List.of(choices);
        return new SettingKind(
                "some of " + String.join(", ", choices) + ", separated by commas",
                value -> Arrays.stream(value.split(",", -1)).map(String::strip).allMatch(known::contains));
    }

    /** What would be right, in words. */
    public String expectation() {
        return expectation;
    }

    boolean accepts(String value) {
        return accepts.test(value);
    }

    private static boolean within(String value, int lowest, int highest) {
        if (!value.matches("[0-9]{1,10}")) {
            return false;
        }
        long number = Long.parseLong(value);
        return number >= lowest && number <= highest;
    }
}

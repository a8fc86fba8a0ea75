package org.axletree.cli.api;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.regex.Pattern;

/** What is secret by its name, and what stands in its place wherever things are shown. */
public final class SecretNames {
    /** As the server writes it. */
    public static final String MASK = "********";

    /** The names as a regular expression, in lower case; what is before them is the name of something around. */
    public static final String NAMES =
            "(password|password[_-]hash|pw|secret|secret[_-]key|primary[_-]key|secondary[_-]key"
                    + "|connection[_-]string|authorization)";

    private static final Pattern NAME = Pattern.compile("(?i)(.*[-_.])?" + NAMES);
    private static final Pattern MASKS = Pattern.compile("\\*{3,}|•{3,}");

    private SecretNames() {}

    /** Whether what is called so is secret: an option, or a field with the names of what it is in. */
    public static boolean has(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether a value only says that there is a secret. */
    public static boolean isMask(JsonValue value) {
        return value instanceof JsonString text
                && MASKS.matcher(text.getString()).matches();
    }
}

package org.axletree.web.console;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the console says, from the one bundle that its pages have it from. */
public final class Texts {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.axletree.web.console.texts", Locale.ENGLISH);

    private static final String CUT = "…";
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private Texts() {}

    /**
     * A text, with values in the places of their names; numbers as people read them.
     *
     * @param namesAndValues by turns; a text names a place as {@code {name}}
     * @throws java.util.MissingResourceException if the bundle has no such text
     */
    public static String of(String key, Object... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            values.put(
                    namesAndValues[i].toString(),
                    value instanceof Integer || value instanceof Long
                            ? number(((Number) value).longValue())
                            : String.valueOf(value));
        }
        return PLACE.matcher(BUNDLE.getString(key))
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    /** A text about so many, which stand in it as {@code {count}}: that under the key with {@code .one}, or with {@code .many}. */
    public static String counted(String key, long count) {
        return of(key + (count == 1 ? ".one" : ".many"), "count", number(count));
    }

    /** A text of which no more is left than so many bytes in UTF-8, with a sign where something was cut off. */
    public static String shortened(String text, int bytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return text;
        }
        int end = 0;
        int room = bytes - CUT.getBytes(StandardCharsets.UTF_8).length;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            room -= text.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (room < 0) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + CUT;
    }

    /** A number as people read it. */
    public static String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }
}

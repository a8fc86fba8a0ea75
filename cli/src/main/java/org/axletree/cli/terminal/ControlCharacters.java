package org.axletree.cli.terminal;

import java.util.regex.Pattern;

/** A terminal obeys control characters, whoever wrote them: what others named is shown with none but line breaks and tabs. */
public final class ControlCharacters {
    private static final Pattern ANY = Pattern.compile("[\\p{Cc}&&[^\\r\\n\\t]]|\\r(?!\\n)");

    private ControlCharacters() {}

    /** The text with each of them as JSON writes it. */
    public static String shown(String text) {
        return ANY.matcher(text)
                .replaceAll(found ->
                        "\\\\" + String.format("u%04x", (int) found.group().charAt(0)));
    }
}

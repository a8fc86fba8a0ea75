package org.axletree.cli.plan;

import java.util.regex.Pattern;
import org.axletree.cli.terminal.Failure;

/** What the server refuses of the name of something new, so that a trial says it as well. */
final class Names {
    /** Unless the operator of a server allows fewer. */
    private static final int LONGEST = 255;

    /** A half of a character is one that is no text by itself. */
    private static final Pattern UNUSABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private Names() {}

    /** @throws Failure in the server's words, if it would refuse */
    static void require(Wanted wanted) {
        String name = wanted.name();
        int length = name.codePointCount(0, name.length());
        if (name.isBlank()) {
            throw Failure.usage("name: is empty (expected: 1 to " + LONGEST + " characters)");
        }
        if (length > LONGEST) {
            throw Failure.usage("name: " + length + " characters (expected: 1 to " + LONGEST + ")");
        }
        if (UNUSABLE.matcher(name).find()) {
            throw Failure.usage("name: has a control character or half a character (expected: none)");
        }
        if (!name.strip().equals(name)) {
            throw Failure.usage("name: begins or ends with a space (expected: no space there)");
        }
    }
}

package org.axletree.hub.registry.user;

import java.util.Locale;
import java.util.Optional;

/** Which passwords people may choose: long ones that nobody guesses first. What letters they are of is theirs to say (NIST SP 800-63B). */
final class PasswordPolicy {
    static final int SHORTEST = 12;
    static final int LONGEST = 256;
    private static final int LEAST_DIFFERENT = 5;

    private PasswordPolicy() {}

    /** What is wrong with a password; empty if nothing is. */
    static Optional<String> problem(String password, String userName) {
        int length = password.codePointCount(0, password.length());
        String lowered = password.toLowerCase(Locale.ROOT);
        if (length < SHORTEST) {
            return Optional.of("is too short (expected: " + SHORTEST + " characters or more, such as four words)");
        }
        if (length > LONGEST) {
            return Optional.of("is too long (expected: at most " + LONGEST + " characters)");
        }
        if (lowered.contains(userName.toLowerCase(Locale.ROOT)) || lowered.contains("axletree")) {
            return Optional.of("has your user name or the name of this program in it (expected: neither)");
        }
        if (password.codePoints().distinct().count() < LEAST_DIFFERENT) {
            return Optional.of("is of too few characters, again and again (expected: " + LEAST_DIFFERENT
                    + " different ones or more)");
        }
        if (isARow(lowered)) {
            return Optional.of("is a row of neighbours, as in abc or 123 (expected: none that goes on all through)");
        }
        return Optional.empty();
    }

    /** Each character but a few follows the one before, in the alphabet or on the keyboard. */
    private static boolean isARow(String lowered) {
        String keys = "qwertyuiop asdfghjkl zxcvbnm qwertzuiop 1234567890";
        int neighbours = 0;
        for (int i = 1; i < lowered.length(); i++) {
            boolean follows = Math.abs(lowered.charAt(i) - lowered.charAt(i - 1)) <= 1
                    || keys.contains(lowered.substring(i - 1, i + 1));
            neighbours += follows ? 1 : 0;
        }
        return neighbours >= (lowered.length() - 1) * 3 / 4;
    }
}

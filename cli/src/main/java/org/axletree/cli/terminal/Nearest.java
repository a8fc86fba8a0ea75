package org.axletree.cli.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody who wrote a word meant. */
public final class Nearest {
    private Nearest() {}

    /** One of those that are known; empty where none is near. */
    public static Optional<String> to(String word, Collection<String> known) {
        int most = Math.min(Math.max(2, word.length() / 3), word.length() - 1);
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(word, each)))
                .filter(each -> distance(word, each) <= most);
    }

    /** How many letters are to be put in, left out or changed. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int i = 0; i < before.length; i++) {
            before[i] = i;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1] + 1, before[j] + 1), before[j - 1] + same);
            }
            before = row;
        }
        return before[other.length()];
    }
}

package org.axletree.hub.registry.listing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of texts, by whose beginnings things are found. A word is letters and digits, in lower case. What begins within one,
 * as {@code Pump} and {@code 0042} in {@code northPump0042}, is a word as well, and so is a number without its zeros. Within
 * hexadecimal digits, as of a UUID or a serial number, nothing begins that anybody would look for.
 */
public final class SearchWords {
    /** Of one thing; a longer text is not found by the rest of its words. */
    static final int MOST = 48;

    /** Most letters of a word that are kept. */
    public static final int LONGEST = 64;

    private static final int MOST_WANTED = 6;

    /** Hexadecimal digits in which letters and numbers take turns more often are no words and numbers put together. */
    private static final int MOST_TURNS = 2;

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]+");

    private SearchWords() {}

    /** What something with these texts is found by. */
    public static Set<String> of(String... texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            for (String word : split(text)) {
                add(words, word);
                for (int begin : beginningsWithin(word)) {
                    add(words, word.substring(begin));
                    add(words, withoutZeros(word.substring(begin)));
                }
                add(words, withoutZeros(word));
            }
        }
        return words;
    }

    private static List<Integer> beginningsWithin(String word) {
        List<Integer> beginnings = new ArrayList<>();
        for (int i = 1; i < word.length(); i++) {
            if (beginsWithin(word.charAt(i - 1), word.charAt(i))) {
                beginnings.add(i);
            }
        }
        return beginnings.size() > MOST_TURNS && HEXADECIMAL.matcher(word).matches() ? List.of() : beginnings;
    }

    private static String withoutZeros(String word) {
        int first = 0;
        while (first < word.length() && word.charAt(first) == '0') {
            first++;
        }
        return word.substring(first);
    }

    private static boolean beginsWithin(char before, char here) {
        return Character.isDigit(here) != Character.isDigit(before)
                || Character.isUpperCase(here) && Character.isLowerCase(before);
    }

    private static void add(Set<String> words, String word) {
        if (!word.isEmpty() && words.size() < MOST) {
            words.add(cut(word.toLowerCase(Locale.ROOT)));
        }
    }

    private static String cut(String word) {
        return word.length() <= LONGEST ? word : word.substring(0, LONGEST);
    }

    /** Beginnings of words that somebody looks for; whatever is found has them all. */
    public static List<String> wanted(String typed) {
        return split(typed).stream()
                .map(word -> cut(word.toLowerCase(Locale.ROOT)))
                .distinct()
                .limit(MOST_WANTED)
                .toList();
    }

    /** What follows every word with that beginning. */
    public static String end(String beginning) {
        return beginning + Character.MAX_VALUE;
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean within = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (within && begin < 0) {
                begin = i;
            } else if (!within && begin >= 0) {
                words.add(text.substring(begin, i));
                begin = -1;
            }
        }
        return words;
    }
}

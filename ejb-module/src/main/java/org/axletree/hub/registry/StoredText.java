package org.axletree.hub.registry;

/** What a text column can hold: no database takes NUL or half a character, so nothing that has one can be found there. */
public final class StoredText {
    private StoredText() {}

    public static boolean isPossible(String text) {
        return text.codePoints().allMatch(StoredText::isPossible);
    }

    /** The text with a replacement character for each that cannot be stored. */
    public static String mended(String text) {
        if (isPossible(text)) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints().forEach(c -> mended.appendCodePoint(isPossible(c) ? c : 0xFFFD));
        return mended.toString();
    }

    private static boolean isPossible(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }
}

package org.axletree.hub.registry;

/** What a text column can hold: no database takes NUL or half a character, so nothing that has one can be found there. */
final class StoredText {
    private StoredText() {}

    static boolean isPossible(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}

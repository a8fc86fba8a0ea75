package org.axletree.web.provider;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why nobody came in by the identity provider: what the login page then says, by these names in its texts. */
public enum Setback {
    /** The provider does not answer, or not as one. */
    AWAY,
    /** So many ask it at once that this one would have to wait too long. */
    BUSY,
    /** The answer belongs to no login that this browser began lately. */
    NOT_BEGUN,
    /** The provider let nobody in. */
    REFUSED,
    /** What the provider answered does not prove who it is. */
    UNPROVEN,
    /** The provider knows the person, and says of no right to be here. */
    NO_ROLE,
    /** The person would have to be limited to projects, and the provider names none. */
    NO_PROJECT,
    /** An administrator has disabled the person here. */
    DISABLED,
    /** The registry cannot let the person in: no name is free, or there are too many people. */
    NO_ROOM,
    /** Too many attempts. */
    TOO_QUICK;

    /** As it stands in the address of the login page. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that word. */
    public static Optional<Setback> of(String word) {
        return Arrays.stream(values())
                .filter(setback -> setback.word().equals(word))
                .findFirst();
    }
}

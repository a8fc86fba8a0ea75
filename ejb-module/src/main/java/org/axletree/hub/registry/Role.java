package org.axletree.hub.registry;

import java.util.Locale;
import java.util.Set;

/** What a caller may change, of what the caller sees. A person's role, or what a token allows. */
public enum Role {
    /** Everything, people and tokens included. */
    ADMINISTRATOR,
    /** Everything in one project. A token's only. */
    PROJECT,
    /** Devices, routes and networks, and what becomes of them; not the hubs themselves, their authorities and their settings. */
    OPERATOR,
    /** Nothing. */
    READ_ONLY;

    /** Whoever may ask, and with what. */
    private static final Set<String> OF_THE_INSTALLATION = Set.of("token", "user");

    /** The kinds of thing that an operator changes, as they are called in {@link Registry#change}. What is not named here is not theirs. */
    static final Set<String> OPERATED = Set.of(
            "command",
            "dead_letter",
            "device",
            "document",
            "feedback",
            "firmware",
            "firmware update",
            "message",
            "network",
            "object model",
            "retained",
            "route",
            "session",
            "shadow",
            "twin");

    /** The name in the API. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether things of that kind may be changed; which of them there are, the caller's projects say. */
    boolean changes(String kind) {
        return switch (this) {
            case ADMINISTRATOR -> true;
            case PROJECT -> !OF_THE_INSTALLATION.contains(kind);
            case OPERATOR -> OPERATED.contains(kind);
            case READ_ONLY -> false;
        };
    }
}

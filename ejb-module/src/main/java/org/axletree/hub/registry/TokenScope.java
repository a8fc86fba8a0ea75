package org.axletree.hub.registry;

import java.util.Locale;

/** What a token of the management API allows. */
public enum TokenScope {
    /** Everything, tokens included. */
    ADMINISTRATOR,
    /** Everything in one project. */
    PROJECT,
    /** To look at everything, or at one project. */
    READ_ONLY;

    /** The name in the API. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

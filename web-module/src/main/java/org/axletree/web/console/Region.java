package org.axletree.web.console;

/** The region the console works in. The API knows others; nothing but their name differs. */
public final class Region {
    public static final String DEFAULT = "fr-par";

    private Region() {}
}

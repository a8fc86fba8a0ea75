package org.axletree.web.login;

import java.util.Set;

/** The pages of the console, by path. */
final class ConsolePaths {
    private static final Set<String> PAGES =
            Set.of("/login", "/hubs", "/hub", "/device", "/tokens", "/people", "/account", "/audit");

    private ConsolePaths() {}

    /** What an open page asks for by itself. */
    static boolean isLive(String path) {
        return path.equals("/live") || path.startsWith("/live/");
    }

    /** Styles, scripts and pictures, which are the same for all: nobody is looked up for them. */
    static boolean isResource(String path) {
        return path.startsWith("/jakarta.faces.resource/") || path.equals("/jakarta.faces.resource");
    }

    /** The way to an identity provider and back, which no page is. */
    static boolean isOnTheWay(String path) {
        return path.startsWith("/login/");
    }

    static boolean isPage(String path) {
        return PAGES.contains(path) || path.endsWith(".xhtml");
    }

    /** What people look at, and what leads there. */
    static boolean isConsole(String path) {
        return !isResource(path) && (isPage(path) || isOnTheWay(path) || path.isEmpty() || path.equals("/"));
    }
}

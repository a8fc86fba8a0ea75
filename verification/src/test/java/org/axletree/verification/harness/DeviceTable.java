package org.axletree.verification.harness;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The devices on a hub's page in the console, without a browser: asked for as the links and fields of the page ask. */
public final class DeviceTable {
    private final ConsoleSession console;
    private final String path;

    DeviceTable(ConsoleSession console, String path) {
        this.console = console;
        this.path = path;
    }

    /** Turns to a page, from 1. */
    public String turnTo(int number) {
        return console.open(path + "&page=" + number);
    }

    /** Sorts by a column. */
    public String sort(String column, boolean ascending) {
        return console.open(path + "&sort=" + column + (ascending ? "_asc" : "_desc"));
    }

    /** Types into the search. */
    public String search(String text) {
        return console.open(path + "&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    /** Chooses which devices to show, as {@code enabled=no}. */
    public String show(String choice) {
        return console.open(path + "&" + choice);
    }
}

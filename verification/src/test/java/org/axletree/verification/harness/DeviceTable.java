package org.axletree.verification.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The devices on a hub's page in the console, without a browser: asked for what its script asks for. */
public final class DeviceTable {
    private static final String TABLE = "devices:table";
    private static final Pattern VIEW = Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("<script[^>]* nonce=\"([^\"]*)\"");
    private static final int ROWS = 20;

    private final ConsoleSession console;
    private final String path;
    private final Map<String, String> page;

    /** Opens the page. */
    DeviceTable(ConsoleSession console, String path) {
        this.console = console;
        this.path = path;
        String html = console.open(path);
        this.page = Map.of(
                "devices",
                "devices",
                "jakarta.faces.partial.ajax",
                "true",
                "jakarta.faces.ViewState",
                found(VIEW, html),
                "primefaces.nonce",
                found(NONCE, html));
    }

    /** Turns to a page, from 1. */
    public String turnTo(int number) {
        return ask(
                TABLE,
                Map.of(
                        TABLE + "_pagination",
                        "true",
                        TABLE + "_first",
                        Integer.toString((number - 1) * ROWS),
                        TABLE + "_rows",
                        Integer.toString(ROWS),
                        TABLE + "_skipChildren",
                        "true",
                        TABLE + "_encodeFeature",
                        "true"));
    }

    /** Sorts by a column. */
    public String sort(String column, boolean ascending) {
        return ask(
                TABLE,
                Map.of(
                        TABLE + "_sorting",
                        "true",
                        TABLE + "_sortKey",
                        TABLE + ":" + column,
                        TABLE + "_sortDir",
                        ascending ? "1" : "-1",
                        TABLE + "_skipChildren",
                        "true",
                        TABLE + "_encodeFeature",
                        "true"));
    }

    /** Types into the search. */
    public String search(String text) {
        return choose("devices:search", "input", text);
    }

    /** Chooses which devices to show. */
    public String show(String choice) {
        return choose("devices:show", "change", choice);
    }

    private String choose(String field, String event, String value) {
        return ask(
                field,
                Map.of(
                        field,
                        value,
                        "jakarta.faces.behavior.event",
                        event,
                        "jakarta.faces.partial.event",
                        event,
                        "jakarta.faces.partial.render",
                        "devices:list"));
    }

    private String ask(String source, Map<String, String> what) {
        Map<String, String> fields = new LinkedHashMap<>(page);
        fields.put("jakarta.faces.source", source);
        fields.put("jakarta.faces.partial.execute", source);
        fields.put("jakarta.faces.partial.render", source);
        fields.putAll(what);
        return console.submit(path, fields);
    }

    private static String found(Pattern pattern, String html) {
        Matcher matcher = pattern.matcher(html);
        if (!matcher.find()) {
            throw new IllegalStateException("not in the page: " + pattern);
        }
        return matcher.group(1);
    }
}

package org.axletree.cli.output;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.axletree.cli.terminal.ControlCharacters;
import org.axletree.cli.terminal.Surroundings;

/** Rows and columns for people: as many columns as the terminal is wide, all of them where that is asked. */
final class Table {
    private static final int FEW = 6;

    /** What is said in a sentence: it is cut before anything that cannot be read in part, and left out last. */
    private static final String SENTENCE = "msg";

    /** A sentence that is cut to less says nothing. */
    private static final int LEAST_OF_A_SENTENCE = 20;

    private static final String BOLD = "\u001B[1m";
    private static final String PLAIN = "\u001B[0m";

    private Table() {}

    static void print(Surroundings surroundings, JsonValue value, List<String> columns, boolean wide) {
        PrintStream out = surroundings.out();
        if (value instanceof JsonObject object) {
            one(surroundings, object);
            return;
        }
        List<JsonValue> things = Printer.things(value);
        if (things.stream().anyMatch(each -> !(each instanceof JsonObject))) {
            things.forEach(each -> out.println(Printer.text(each)));
            return;
        }
        Set<String> names = new LinkedHashSet<>(columns);
        if (names.isEmpty()) {
            things.forEach(each -> names.addAll(each.asJsonObject().keySet()));
        }
        rows(surroundings, things, ordered(names), wide);
    }

    /** What a thing is called and how it is comes first. */
    private static List<String> ordered(Set<String> names) {
        List<String> ordered = new ArrayList<>();
        for (String first : List.of(
                "time",
                "who",
                "action",
                "resource",
                "resource_id",
                "name",
                "deviceId",
                "id",
                "status",
                "severity",
                "object-name",
                "type",
                "topic",
                "reason",
                "msg",
                "is_connected",
                "device_count",
                "connected_device_count",
                "hub_id")) {
            if (names.contains(first)) {
                ordered.add(first);
            }
        }
        names.stream().filter(name -> !ordered.contains(name)).forEach(ordered::add);
        return ordered;
    }

    private static void rows(Surroundings surroundings, List<JsonValue> things, List<String> names, boolean wide) {
        List<String> shown = new ArrayList<>(wide ? names : names.subList(0, Math.min(FEW, names.size())));
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (String name : shown) {
            int widest = name.length();
            for (JsonValue each : things) {
                widest = Math.max(widest, cell(each, name).length());
            }
            widths.put(name, widest);
        }
        List<String> left = new ArrayList<>();
        if (!wide && surroundings.hasTerminal()) {
            boolean said = shown.remove(SENTENCE);
            int sentence = said ? Math.min(LEAST_OF_A_SENTENCE, widths.get(SENTENCE)) + 2 : 0;
            while (shown.size() > 1 && width(shown, widths) + sentence > surroundings.columns()) {
                left.add(0, shown.remove(shown.size() - 1));
            }
            if (said) {
                int room = Math.max(LEAST_OF_A_SENTENCE, surroundings.columns() - width(shown, widths) - 2);
                shown.add(SENTENCE);
                if (room < widths.get(SENTENCE)) {
                    widths.put(SENTENCE, room);
                    left.add("the whole of " + SENTENCE);
                }
            }
        }
        StringBuilder head = new StringBuilder();
        shown.forEach(name -> head.append(padded(name.toUpperCase(Locale.ROOT).replace('_', ' '), widths.get(name))));
        String headed = head.toString().stripTrailing();
        if (surroundings.hasColour()) {
            surroundings.out().printStyled(BOLD + ControlCharacters.shown(headed) + PLAIN + System.lineSeparator());
        } else {
            surroundings.out().println(headed);
        }
        for (JsonValue each : things) {
            StringBuilder row = new StringBuilder();
            shown.forEach(name -> row.append(padded(cut(cell(each, name), widths.get(name)), widths.get(name))));
            surroundings.out().println(row.toString().stripTrailing());
        }
        if (!left.isEmpty()) {
            surroundings.out().flush();
            surroundings.note(
                    "The terminal is too narrow for " + String.join(", ", left) + " (-o wide shows all columns)");
        }
    }

    private static void one(Surroundings surroundings, JsonObject object) {
        one(surroundings, "", object);
    }

    /** What has fields of its own is a paragraph; texts of several lines stand as they are, to be copied. */
    private static void one(Surroundings surroundings, String indent, JsonObject object) {
        int widest = object.keySet().stream().mapToInt(String::length).max().orElse(0);
        object.forEach((name, value) -> {
            if (value instanceof JsonObject inner && !inner.isEmpty()) {
                surroundings.out().println(indent + name);
                one(surroundings, indent + "  ", inner);
                return;
            }
            String text = text(value);
            boolean lines = text.strip().contains("\n");
            surroundings
                    .out()
                    .println((indent + padded(name, widest) + (lines ? "\n" + text.strip() : text.strip()))
                            .stripTrailing());
        });
    }

    private static int width(List<String> names, Map<String, Integer> widths) {
        return names.stream().mapToInt(name -> widths.get(name) + 2).sum() - 2;
    }

    private static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(width - 2)) ? width - 2 : width - 1;
        return text.substring(0, end) + "…";
    }

    private static String cell(JsonValue thing, String name) {
        return text(thing.asJsonObject().getOrDefault(name, JsonValue.NULL)).replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    /** What has never happened has the beginning of the epoch as its time in answers of Scaleway's words. */
    private static String text(JsonValue value) {
        String text = ControlCharacters.shown(Printer.text(value));
        return text.matches("1970-01-01T00:00:00(\\.0+)?Z") ? "never" : text;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()) + 2);
    }
}

package org.axletree.web.console.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.web.console.Formula;

/**
 * Comma-separated values (RFC 4180) with a head. A cell that a spreadsheet would take for a formula begins with an apostrophe in a
 * file of ours, and is read without it.
 */
final class Csv {
    /** A row by the names of its columns, in lower case. */
    record Row(int line, Map<String, String> cells) {
        String cell(String name) {
            return cells.getOrDefault(name, "");
        }
    }

    private Csv() {}

    static String line(String... cells) {
        return Stream.of(cells).map(Csv::written).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String written(String cell) {
        String safe = Formula.harmless(cell);
        return safe.chars().anyMatch(letter -> ",\"\r\n".indexOf(letter) >= 0) || !safe.equals(safe.strip())
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    /** @throws IllegalArgumentException if it ends within quotes */
    static List<Row> rows(String text) {
        List<Row> rows = new ArrayList<>();
        List<String> head = List.of();
        int line = 1;
        Reader reader = new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text);
        while (reader.hasNext()) {
            int begun = line;
            List<String> cells = reader.next();
            line += reader.takeLines();
            if (cells.size() == 1 && cells.get(0).isEmpty()) {
                continue;
            }
            if (head.isEmpty()) {
                head = cells.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
            } else {
                Map<String, String> named = new LinkedHashMap<>();
                for (int i = 0; i < Math.min(head.size(), cells.size()); i++) {
                    named.put(head.get(i), cells.get(i));
                }
                rows.add(new Row(begun, named));
            }
        }
        return rows;
    }

    /** One record after the other. */
    private static final class Reader {
        private final String text;
        private int at;
        private int lines;

        Reader(String text) {
            this.text = text;
        }

        boolean hasNext() {
            return at < text.length();
        }

        int takeLines() {
            int taken = lines;
            lines = 0;
            return taken;
        }

        List<String> next() {
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            while (at < text.length()) {
                char letter = text.charAt(at++);
                lines += letter == '\n' ? 1 : 0;
                if (letter == '"' && quoted && at < text.length() && text.charAt(at) == '"') {
                    cell.append(text.charAt(at++));
                } else if (letter == '"') {
                    quoted = !quoted;
                } else if (!quoted && (letter == ',' || letter == '\n')) {
                    cells.add(read(cell));
                    cell.setLength(0);
                    if (letter == '\n') {
                        return cells;
                    }
                } else {
                    cell.append(letter);
                }
            }
            if (quoted) {
                throw new IllegalArgumentException("the file ends within quotes (expected: comma-separated values)");
            }
            cells.add(read(cell));
            return cells;
        }

        private static String read(StringBuilder cell) {
            String text = cell.toString().strip();
            return text.startsWith("'") && Formula.isOne(text.substring(1)) ? text.substring(1) : text;
        }
    }
}

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
    /** A row by the names of its columns, in lower case: all of the head, however short the row is. */
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

    /** @throws IllegalArgumentException if it ends within quotes, or a quotation mark stands where none can */
    static List<Row> rows(String text) {
        List<Row> rows = new ArrayList<>();
        List<String> head = List.of();
        int line = 1;
        Reader reader = new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text);
        while (reader.hasNext()) {
            int begun = line;
            List<String> cells = reader.next(begun);
            line += reader.takeLines();
            if (cells.size() == 1 && cells.get(0).isEmpty()) {
                continue;
            }
            if (head.isEmpty()) {
                head = cells.stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList();
            } else {
                Map<String, String> named = new LinkedHashMap<>();
                for (int i = 0; i < head.size(); i++) {
                    named.put(head.get(i), i < cells.size() ? cells.get(i) : "");
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

        /** @param line on which the record begins */
        List<String> next(int line) {
            List<String> cells = new ArrayList<>();
            Cell cell = new Cell();
            while (at < text.length()) {
                char letter = text.charAt(at++);
                if (letter == '"' && cell.isOpen() && at < text.length() && text.charAt(at) == '"') {
                    cell.append(text.charAt(at++));
                } else if (letter == '"') {
                    cell.quote(line + lines);
                } else if (!cell.isOpen() && (letter == ',' || letter == '\n')) {
                    cells.add(read(cell.take()));
                    if (letter == '\n') {
                        lines++;
                        return cells;
                    }
                } else {
                    cell.add(letter, line + lines);
                    lines += letter == '\n' ? 1 : 0;
                }
            }
            if (cell.isOpen()) {
                throw new IllegalArgumentException("the file ends within quotes (expected: comma-separated values)");
            }
            cells.add(read(cell.take()));
            return cells;
        }

        private static String read(String text) {
            return text.startsWith("'") && Formula.isOne(text.substring(1)) ? text.substring(1) : text;
        }
    }

    /** What stands between two commas: within quotation marks all of it, else without the blanks around it. */
    private static final class Cell {
        private final StringBuilder text = new StringBuilder();
        private boolean open;
        private boolean closed;

        boolean isOpen() {
            return open;
        }

        void append(char letter) {
            text.append(letter);
        }

        void quote(int line) {
            if (closed || !open && !text.toString().isBlank()) {
                throw misplaced(line);
            }
            if (!open) {
                text.setLength(0);
            }
            closed = open;
            open = !open;
        }

        void add(char letter, int line) {
            if (!closed) {
                text.append(letter);
            } else if (!Character.isWhitespace(letter)) {
                throw misplaced(line);
            }
        }

        String take() {
            String taken = closed ? text.toString() : text.toString().strip();
            text.setLength(0);
            closed = false;
            return taken;
        }

        private static IllegalArgumentException misplaced(int line) {
            return new IllegalArgumentException("line " + line
                    + ": a quotation mark within a cell (expected: around the whole cell, its own ones twice)");
        }
    }
}

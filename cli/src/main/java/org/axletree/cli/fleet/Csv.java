package org.axletree.cli.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axletree.cli.terminal.Failure;

/** Comma-separated values (RFC 4180) with a head. */
final class Csv {
    /**
     * A row by the names of its columns, in lower case: all of the head, however short the row is.
     *
     * @param beyond how many cells have something in them and no column
     */
    record Row(int line, Map<String, String> cells, int beyond) {
        /** What the owner has to know of it. What the cells say may be a secret. */
        List<String> notes() {
            return beyond == 0
                    ? List.of()
                    : List.of("has " + beyond + (beyond == 1 ? " cell" : " cells")
                            + " beyond the columns of the head, left out (expected: a name in the head for each; text"
                            + " with a comma stands in quotes)");
        }

        String cell(String... names) {
            for (String name : names) {
                if (!cells.getOrDefault(name, "").isEmpty()) {
                    return cells.get(name);
                }
            }
            return "";
        }
    }

    private Csv() {}

    static List<Row> read(String text) {
        List<List<String>> records = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        List<String> record = new ArrayList<>();
        Cell cell = new Cell();
        int line = 1;
        int begun = 1;
        String all = (text.startsWith("\uFEFF") ? text.substring(1) : text) + "\n";
        for (int i = 0; i < all.length(); i++) {
            char at = all.charAt(i);
            if (cell.isOpen() && at == '"' && i + 1 < all.length() && all.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (at == '"') {
                cell.quote(line);
            } else if (!cell.isOpen() && (at == ',' || at == '\n')) {
                record.add(cell.take());
                if (at == '\n') {
                    if (record.size() > 1 || !record.get(0).isEmpty()) {
                        records.add(record);
                        lines.add(begun);
                    }
                    record = new ArrayList<>();
                    begun = line + 1;
                }
            } else {
                cell.add(at, line);
            }
            line += at == '\n' ? 1 : 0;
        }
        if (cell.isOpen()) {
            throw Failure.usage("the file ends inside quotes (expected: comma-separated values)");
        }
        if (records.isEmpty()) {
            return List.of();
        }
        List<String> head = records.get(0).stream()
                .map(name -> name.strip().toLowerCase(java.util.Locale.ROOT))
                .toList();
        Set<String> columns = new HashSet<>();
        head.stream()
                .filter(name -> !name.isEmpty() && !columns.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Failure.usage(
                            "line " + lines.get(0) + ": the column " + name + " is there twice (expected: once)");
                });
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < records.size(); i++) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int column = 0; column < head.size(); column++) {
                cells.put(
                        head.get(column),
                        column < records.get(i).size() ? records.get(i).get(column) : "");
            }
            int beyond = (int) records.get(i).stream()
                    .skip(head.size())
                    .filter(each -> !each.isEmpty())
                    .count();
            rows.add(new Row(lines.get(i), cells, beyond));
        }
        return rows;
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

        private static Failure misplaced(int line) {
            return Failure.usage("line " + line
                    + ": a quotation mark within a cell, or something beside a cell in quotation marks (expected: the whole"
                    + " cell in quotation marks, and each of its own twice)");
        }
    }
}

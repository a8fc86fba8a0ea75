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
     * A row by the names of its columns, in lower case.
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
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int begun = 1;
        String all = (text.startsWith("\uFEFF") ? text.substring(1) : text) + "\n";
        for (int i = 0; i < all.length(); i++) {
            char at = all.charAt(i);
            if (quoted && at == '"' && i + 1 < all.length() && all.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (at == '"') {
                quoted = !quoted;
            } else if (!quoted && at == ',') {
                record.add(cell.toString().strip());
                cell.setLength(0);
            } else if (!quoted && at == '\n') {
                record.add(cell.toString().strip());
                cell.setLength(0);
                if (record.size() > 1 || !record.get(0).isEmpty()) {
                    records.add(record);
                    lines.add(begun);
                }
                record = new ArrayList<>();
                begun = line + 1;
            } else {
                cell.append(at);
            }
            line += at == '\n' ? 1 : 0;
        }
        if (quoted) {
            throw Failure.usage("the file ends inside quotes (expected: comma-separated values)");
        }
        if (records.isEmpty()) {
            return List.of();
        }
        List<String> head = records.get(0).stream()
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
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
            for (int column = 0; column < Math.min(head.size(), records.get(i).size()); column++) {
                cells.put(head.get(column), records.get(i).get(column));
            }
            int beyond = (int) records.get(i).stream()
                    .skip(head.size())
                    .filter(each -> !each.isEmpty())
                    .count();
            rows.add(new Row(lines.get(i), cells, beyond));
        }
        return rows;
    }
}

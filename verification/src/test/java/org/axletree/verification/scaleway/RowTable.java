package org.axletree.verification.scaleway;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;

/** Rows that are checked, and the table of what came of it. */
final class RowTable {
    private final Map<String, String> outcomes = new TreeMap<>();

    DynamicTest test(Row row) {
        return DynamicTest.dynamicTest(row.number() + " " + row.promise(), () -> check(row));
    }

    private void check(Row row) throws Exception {
        String line = String.format("%-4s %-72s ", row.number(), row.promise());
        String place = sortable(row.number()) + row.promise();
        outcomes.put(place, line + "FAIL");
        row.check().run();
        outcomes.put(place, line + "pass");
    }

    /** D2 before D10. */
    private static String sortable(String number) {
        return number.charAt(0) + String.format("%3s", number.substring(1));
    }

    void print() {
        outcomes.values().forEach(System.out::println);
    }
}

package org.axletree.verification.scaleway;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks each row of the table as the table says, and prints which promises are kept. New rows are a method of their own
 * class, added to {@link #rows}.
 */
@ExtendWith(SharedAxletree.class)
class ScalewayRowsIT {
    private static final Map<String, String> OUTCOMES = new TreeMap<>();

    private final AxletreeProcess hub;

    ScalewayRowsIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @TestFactory
    Stream<DynamicTest> rows() {
        return Stream.of(
                        new HubRows(hub).rows(),
                        new DeviceRows(hub).rows(),
                        new SecurityRows(hub).rows(),
                        new CertificateRows(hub).rows(),
                        new NewcomerRows(hub).rows(),
                        new FilterRows(hub).rows())
                .flatMap(each -> each)
                .map(row -> DynamicTest.dynamicTest(row.number() + " " + row.promise(), () -> check(row)));
    }

    private static void check(Row row) throws Exception {
        String line = String.format("%-4s %-72s ", row.number(), row.promise());
        OUTCOMES.put(sortable(row.number()), line + "FAIL");
        row.check().run();
        OUTCOMES.put(sortable(row.number()), line + "pass");
    }

    /** D2 before D10. */
    private static String sortable(String number) {
        return number.charAt(0) + String.format("%3s", number.substring(1));
    }

    @AfterAll
    static void printTable() {
        OUTCOMES.values().forEach(System.out::println);
    }
}

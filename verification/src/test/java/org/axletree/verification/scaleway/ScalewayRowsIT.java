package org.axletree.verification.scaleway;

import java.util.stream.Stream;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks each row of the table as the table says, and prints which promises are kept. New rows are a method of their own
 * class, added to {@link #rows}. K2, K4 and what a crash leaves are rows of {@link CrashRowsIT}.
 */
@ExtendWith(SharedAxletree.class)
class ScalewayRowsIT {
    private static final RowTable TABLE = new RowTable();

    private final AxletreeProcess hub;

    ScalewayRowsIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @TestFactory
    Stream<DynamicTest> rows() {
        return Stream.of(
                        new HubRows(hub).rows(),
                        new BrokerRows(hub).rows(),
                        new DeviceRows(hub).rows(),
                        new SecurityRows(hub).rows(),
                        new CertificateRows(hub).rows(),
                        new ProvisioningRows(hub).rows(),
                        new FilterRows(hub).rows())
                .flatMap(each -> each)
                .map(TABLE::test);
    }

    @AfterAll
    static void printTable() {
        TABLE.print();
    }
}

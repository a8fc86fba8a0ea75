package org.axletree.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.Exchanged;
import org.axletree.hub.history.PacketCounts.PacketCount;
import org.junit.jupiter.api.Test;

final class PacketCountsTest {
    private final PacketCounts counts = new PacketCounts();

    @Test
    void packets_areSummedByDevice_andHandedOutOnce() {
        counts.count("h", "one", packets(2));
        counts.count("h", "one", packets(3));
        counts.count("h", "two", packets(1));

        assertThat(counts.take())
                .containsExactlyInAnyOrder(
                        new PacketCount("h", "one", packets(5)), new PacketCount("h", "two", packets(1)));
        assertThat(counts.take()).isEmpty();
    }

    @Test
    void packetsThatCouldNotBeWritten_areNotLost() {
        counts.count("h", "one", packets(2));
        List<PacketCount> taken = counts.take();
        counts.count("h", "one", packets(3));

        counts.giveBack(taken);

        assertThat(counts.take()).containsExactly(new PacketCount("h", "one", packets(5)));
    }

    @Test
    void packetsCountedWhileOthersAreTaken_areNotLost() throws Exception {
        ExecutorService loops = Executors.newFixedThreadPool(2);
        for (int loop = 0; loop < 2; loop++) {
            loops.submit(() -> {
                for (int i = 0; i < 50_000; i++) {
                    counts.count("h", "device " + i % 10, packets(1));
                }
            });
        }
        loops.shutdown();
        long sum = 0;
        while (!loops.isTerminated()) {
            sum += counts.take().stream()
                    .mapToLong(each -> each.exchanged().packets())
                    .sum();
        }
        assertThat(loops.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        sum += counts.take().stream()
                .mapToLong(each -> each.exchanged().packets())
                .sum();

        assertThat(sum).isEqualTo(100_000);
    }

    private static Exchanged packets(long packets) {
        return new Exchanged(packets, 0, packets);
    }
}

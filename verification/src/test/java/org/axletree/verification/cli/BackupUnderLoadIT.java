package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Alone;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.NumberedLoad;
import org.axletree.verification.harness.RouteConsumer;
import org.junit.jupiter.api.Test;

/**
 * A backup while 20,000 messages a second come at QoS 1, or as many as the machine gives; then the process is killed and its disk is
 * wiped. How many a second there were is told and not asserted.
 */
@Alone
final class BackupUnderLoadIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_PER_SECOND = 20_000;
    private static final int AT_ONCE = 500;

    /** So many come before the backup begins. */
    private static final int FIRST = 20_000;

    @Test
    void everythingThatWasAcknowledgedBeforeTheMark_isThereAgain() {
        Axletree axletree = Axletree.fresh().compiledWell();
        AxleShell shell;
        Fleet.Route route;
        NumberedLoad load;
        Instant mark;
        try (AxletreeProcess hub = axletree.start()) {
            shell = new AxleShell(hub);
            Fleet.Hub plant = hub.fleet().hub();
            route = hub.fleet().route(plant, "numbered/#");
            hub.api().post("routes/" + route.id() + "/pause", "{}").orThrow();
            hub.api()
                    .patch("routes/" + route.id(), "{\"delivery\":{\"backlog_messages\":10000000}}")
                    .orThrow(); // else senders wait once 100,000 do
            Fleet.Device device = hub.fleet().insecureDevice(plant);
            Instant begun = Instant.now();
            load = NumberedLoad.start(hub, device, "numbered/1", AT_ONCE, MOST_PER_SECOND);
            Awaitility.await().atMost(PATIENCE).until(() -> load.total() >= FIRST);
            mark = Instant.parse(shell.out("axle backup --to backups -o json | jq -r .mark"));
            load.stop();
            System.out.printf(
                    "%,d messages a second, %,d acknowledged before the mark and %,d after it%n",
                    load.total()
                            * 1_000L
                            / Duration.between(begun, Instant.now()).toMillis(),
                    load.countBefore(mark),
                    load.total() - load.countBefore(mark));
            hub.kill9();
        }
        assertThat(load.countBefore(mark)).as("it went on meanwhile").isBetween(FIRST, load.total() - 1);
        wipe(axletree.home());

        String restored = shell.out("axle restore --from backups --home " + axletree.home() + " -o json");
        assertThat(restored).as("to what moment").contains("\"restored_to\": \"" + mark + "\"");
        try (AxletreeProcess copy = axletree.start()) {
            copy.api().post("routes/" + route.id() + "/resume", "{}").orThrow();
            assertThat(received(copy, route, load.countBefore(mark)).nextClearBit(0))
                    .as("the first message that is not there")
                    .isGreaterThanOrEqualTo(load.countBefore(mark));
        }
    }

    /** The numbers in the queue of a route, until all that are wanted are there, or none comes any more. */
    private static BitSet received(AxletreeProcess copy, Fleet.Route route, int wanted) {
        BitSet numbers = new BitSet();
        try (RouteConsumer consumer = RouteConsumer.of(copy, route.queue())) {
            while (numbers.nextClearBit(0) < wanted) {
                Optional<RouteConsumer.Received> next = consumer.next(PATIENCE);
                if (next.isEmpty()) {
                    break;
                }
                numbers.set(Integer.parseInt(next.get().text()));
            }
        }
        return numbers;
    }

    private static void wipe(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

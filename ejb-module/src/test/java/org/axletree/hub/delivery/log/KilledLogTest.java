package org.axletree.hub.delivery.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axletree.core.door.Durability;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.route.RouteSet;
import org.axletree.hub.PublishedMessage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that commits and delivers is killed, as by {@code kill -9}: what it was told is committed is there, or was delivered. */
class KilledLogTest {
    private static final int ROUNDS = 3;
    private static final int REPORTS_OF_A_ROUND = 300;
    private static final int MESSAGES_OF_A_COMMIT = 5;
    private static final LogBounds BOUNDS = new LogBounds(1 << 30, 1 << 30, 1 << 20, 10, 1 << 20);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void process_killed_losesNothingThatWasCommitted_andMarksWhatMayComeTwice(Durability durability) throws Exception {
        Set<Long> committed = new HashSet<>();
        Set<Long> delivered = new HashSet<>();
        Set<Long> slow = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            run(round, durability, committed, delivered);
            try (RouteLog log = RouteLog.open(directory, durability, BOUNDS)) {
                for (LoggedMessage message : drain(log, "quick")) {
                    assertThat(message.repeated()).isTrue();
                    delivered.add(number(message));
                }
                assertThat(delivered).containsAll(committed);
                List<Long> found =
                        drain(log, "slow").stream().map(KilledLogTest::number).toList();
                assertThat(found).isSorted();
                slow.addAll(found);
                assertThat(slow).containsAll(committed);
            }
        }
    }

    private void run(int round, Durability durability, Set<Long> committed, Set<Long> delivered) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString(),
                        durability.name(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader reports =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            int said = 0;
            for (String report = reports.readLine(); report != null; report = reports.readLine()) {
                if (report.endsWith(".")) {
                    long number = Long.parseLong(report.substring(1, report.length() - 1));
                    (report.charAt(0) == 'c' ? committed : delivered).add(number);
                }
                if (++said == REPORTS_OF_A_ROUND) {
                    // Not by the process itself, which would close what it said.
                    writer.toHandle().destroyForcibly();
                }
            }
            assertThat(said).isGreaterThanOrEqualTo(REPORTS_OF_A_ROUND);
        }
        writer.waitFor();
    }

    private static List<LoggedMessage> drain(RouteLog log, String route) throws IOException {
        List<LoggedMessage> all = new ArrayList<>();
        RouteCursor cursor = log.cursor("hub", route);
        for (List<PlacedMessage> next = cursor.peek(100); !next.isEmpty(); next = cursor.peek(100)) {
            next.forEach(placed -> all.add(placed.message()));
            cursor.settle(next.size(), List.of());
        }
        return all;
    }

    private static long number(LoggedMessage message) {
        return ByteBuffer.wrap(message.payload()).getLong();
    }

    /** Commits without end for a route that is followed and one that is not; says what is committed, and what is delivered. */
    public static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            RouteLog log = RouteLog.open(Path.of(arguments[0]), Durability.valueOf(arguments[1]), BOUNDS);
            RouteSet routes = RouteSet.of("hub", List.of("quick", "slow"));
            RouteCursor quick = log.cursor("hub", "quick");
            for (long number = Long.parseLong(arguments[2]) * 1_000_000; ; number += MESSAGES_OF_A_COMMIT) {
                List<RoutedPublication> batch = new ArrayList<>();
                for (int i = 0; i < MESSAGES_OF_A_COMMIT; i++) {
                    byte[] payload = ByteBuffer.allocate(8).putLong(number + i).array();
                    batch.add(new RoutedPublication(
                            PublishedMessage.of(PublishedMessage.sender("hub", "pump"), "a")
                                    .with(payload),
                            routes));
                }
                if (!log.append(batch).equals(Enqueueing.ENQUEUED)) {
                    throw new IllegalStateException(log.problem());
                }
                System.out.println("c" + number + ".");
                List<PlacedMessage> next = quick.peek(3);
                for (PlacedMessage placed : next) {
                    System.out.println("d" + number(placed.message()) + ".");
                }
                quick.settle(next.size(), List.of());
            }
        }
    }
}

package org.axletree.hub.delivery.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.axletree.core.door.Durability;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;
import org.axletree.hub.PublishedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operating system refuses to write, as where a disk is full, and then does not any more. That no file may become longer than
 * a few kilobytes needs neither a disk of one's own nor rights.
 */
class UnwritableLogTest {
    private static final int COMMITS = 20;
    private static final int REFUSALS = 5;
    private static final String FULL = "4096:unlimited";
    private static final String ROOM = "unlimited";
    private static final int PAYLOAD_BYTES = 20_000;
    private static final char REFUSED = 'r';
    private static final LogBounds BOUNDS = new LogBounds(1 << 30, 1 << 30, 1 << 20, 10, 1 << 20);

    @TempDir
    private Path directory;

    @Test
    void log_thatCannotBeWrittenForAWhile_saysSo_goesOnByItself_andHasWhatItSaidItHas() throws Exception {
        List<Long> committed = new ArrayList<>();
        Process writer = start();
        try (BufferedReader reports =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            while (committed.size() < COMMITS) {
                committed.add(number(reports.readLine()));
            }
            mostOfAFile(writer, FULL);
            for (int refusals = 0; refusals < REFUSALS; ) {
                String report = reports.readLine();
                if (report.charAt(0) == REFUSED) {
                    refusals++;
                } else {
                    committed.add(number(report));
                }
            }
            mostOfAFile(writer, ROOM);
            for (int wanted = committed.size() + COMMITS; committed.size() < wanted; ) {
                String report = reports.readLine();
                if (report.charAt(0) != REFUSED) {
                    committed.add(number(report));
                }
            }
            writer.toHandle().destroyForcibly();
            // What it said before it was killed.
            for (String report = reports.readLine(); report != null; report = reports.readLine()) {
                if (report.charAt(0) != REFUSED) {
                    committed.add(number(report));
                }
            }
        } finally {
            writer.toHandle().destroyForcibly();
            writer.waitFor();
        }
        try (RouteLog log = RouteLog.open(directory.resolve("log"), Durability.PROCESS, BOUNDS)) {
            List<Long> found = drain(log);
            assertThat(found).containsAll(committed).doesNotHaveDuplicates().isSorted();
            assertThat(found.size())
                    .as("and no more than the one that was not told of any more")
                    .isBetween(committed.size(), committed.size() + 1);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.resolve("log").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void mostOfAFile(Process process, String bytes) throws IOException, InterruptedException {
        Process limited = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes)
                .inheritIO()
                .start();
        assertThat(limited.waitFor()).isZero();
    }

    private static long number(String report) {
        return Long.parseLong(report.substring(1));
    }

    private static List<Long> drain(RouteLog log) throws IOException {
        List<Long> all = new ArrayList<>();
        RouteCursor cursor = log.cursor("hub", "route");
        for (List<PlacedMessage> next = cursor.peek(100); !next.isEmpty(); next = cursor.peek(100)) {
            next.forEach(placed ->
                    all.add(ByteBuffer.wrap(placed.message().payload()).getLong()));
            cursor.settle(next.size(), List.of());
        }
        return all;
    }

    /** Commits one message after the other, each until it is taken; says what is committed, and what is refused. */
    public static final class Writer {
        private static final long AGAIN_MILLIS = 20;

        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            RouteLog log = RouteLog.open(Path.of(arguments[0]), Durability.PROCESS, BOUNDS);
            RouteSet routes = RouteSet.of("hub", List.of("route"));
            for (long number = 0; ; number++) {
                byte[] payload =
                        ByteBuffer.allocate(PAYLOAD_BYTES).putLong(number).array();
                List<RoutedPublication> batch = List.of(new RoutedPublication(
                        PublishedMessage.of(PublishedMessage.sender("hub", "pump"), "a")
                                .with(payload),
                        routes));
                Enqueueing answer = log.append(batch);
                while (!answer.equals(Enqueueing.ENQUEUED)) {
                    if (!answer.equals(new Enqueueing.Postponed(Reason.ROUTE_LOG_UNAVAILABLE))
                            || log.problem().isEmpty()) {
                        throw new IllegalStateException(answer + " " + log.problem());
                    }
                    System.out.println(REFUSED + "" + number);
                    Thread.sleep(AGAIN_MILLIS);
                    answer = log.append(batch);
                }
                System.out.println("c" + number);
            }
        }
    }
}

package org.axletree.mqtt.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.axletree.core.door.Durability;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.message.Qos;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that stores messages is killed, as by {@code kill -9}: what it was told to be committed is there afterwards. */
class KilledWriterTest {
    private static final int ROUNDS = 3;
    private static final int REPORTS_OF_A_ROUND = 200;
    /** All but the first are done with in the same turn. */
    private static final int MESSAGES_OF_A_TURN = 7;

    private static final long SESSION = 1;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void process_killed_losesNothingThatWasCommitted(Durability durability) throws Exception {
        Set<Long> committed = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Process writer = start(durability);
            try (BufferedReader reports =
                    new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                int said = 0;
                for (String report = reports.readLine(); report != null; report = reports.readLine()) {
                    if (report.endsWith(".")) {
                        committed.add(Long.parseLong(report.substring(0, report.length() - 1)));
                    }
                    if (++said == REPORTS_OF_A_ROUND) {
                        // Not by the process itself, which would close what it said.
                        writer.toHandle().destroyForcibly();
                    }
                }
                assertThat(said).isGreaterThanOrEqualTo(REPORTS_OF_A_ROUND);
            }
            writer.waitFor();
            Set<Long> found = new HashSet<>();
            RocksEngine engine = RocksEngine.open(new SessionStorage(directory, durability));
            new Store(engine).read(new Remembering() {
                @Override
                public void message(StoredMessage message, List<Waiting> waiting) {
                    assertThat(message.payload()).hasSize(128);
                    found.add(message.id());
                }
            });
            engine.close();
            assertThat(found).containsAll(committed);
        }
    }

    private Process start(Durability durability) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString(),
                        durability.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Stores messages without end; says the number of each that stays as soon as it is committed. */
    public static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            Store store = new Store(
                    RocksEngine.open(new SessionStorage(Path.of(arguments[0]), Durability.valueOf(arguments[1]))));
            store.read(new Remembering());
            new Thread(new GroupCommit(store)).start();
            Changes changes = store.changes(Runnable::run);
            changes.session(new StoredSession(SESSION, "hub", "device", "client", 60, 0));
            Semaphore underWay = new Semaphore(20);
            while (true) {
                underWay.acquire();
                long first = 0;
                for (int i = 0; i < MESSAGES_OF_A_TURN; i++) {
                    long id = store.newId();
                    message(changes, id);
                    if (i == 0) {
                        first = id;
                    } else {
                        changes.done(id, SESSION);
                    }
                }
                changes.commit(new Report(first, underWay));
            }
        }

        /** One line for a message that stays, with a full stop so that half a line is known for one. */
        private record Report(long message, Semaphore underWay) implements Commit {
            @Override
            public void committed() {
                System.out.println(message + ".");
                underWay.release();
            }

            @Override
            public void failed() {
                System.exit(1);
            }
        }

        private static void message(Changes changes, long id) {
            changes.message(
                    new StoredMessage(
                            id,
                            "topic/of/it",
                            Qos.AT_LEAST_ONCE,
                            false,
                            1,
                            StoredMessage.NEVER,
                            new byte[0],
                            new byte[128]),
                    List.of(new Recipient(SESSION, Qos.AT_LEAST_ONCE, false, List.of())));
        }
    }
}

package org.axletree.mqtt.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.axletree.core.door.Durability;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.message.Qos;
import org.axletree.mqtt.store.Change.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RocksEngineTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void randomChanges_readBackAfterEachStart_areThoseOfATwinInMemory(Durability durability) throws Exception {
        Random random = new Random(5);
        VolatileEngine twin = new VolatileEngine();
        for (int start = 0; start < 4; start++) {
            RocksEngine engine = open(durability);
            assertThat(records(engine)).isEqualTo(records(twin));
            for (int group = 0; group < 50; group++) {
                List<Change> changes = new ArrayList<>();
                for (int i = random.nextInt(40); i >= 0; i--) {
                    changes.add(change(random));
                }
                engine.write(changes);
                twin.write(changes);
            }
            assertThat(records(engine)).isEqualTo(records(twin));
            engine.close();
        }
    }

    @Test
    void tornTail_ofTheLog_losesTheTornGroupsAndNoOther() throws Exception {
        RocksEngine engine = open(Durability.PROCESS);
        for (int i = 0; i < 100; i++) {
            engine.write(List.of(put(i, 0), put(i, 1)));
        }
        engine.close();
        Path log = newestLog();
        long whole = Files.size(log);
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(whole - 10);
        }
        RocksEngine again = open(Durability.PROCESS);
        assertThat(records(again)).hasSize(198);
        again.write(List.of(put(200, 0)));
        again.close();
        RocksEngine third = open(Durability.PROCESS);
        assertThat(records(third)).hasSize(199);
        third.close();
    }

    @Test
    void directory_inUse_isNotOpenedTwice() throws Exception {
        RocksEngine engine = open(Durability.PROCESS);
        assertThatThrownBy(() -> open(Durability.PROCESS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory.toString());
        engine.close();
    }

    @Test
    void files_ofManyMessagesThatWent_stayFew() throws Exception {
        RocksEngine engine = open(Durability.PROCESS);
        byte[] value = new byte[1024];
        for (int i = 0; i < 200_000; i += 100) {
            List<Change> changes = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                changes.add(new Change(Kind.MESSAGE, i + j, 1, "", value));
                changes.add(new Change(Kind.MESSAGE, i + j - 500, 0, "", Change.REMOVED));
            }
            engine.write(changes);
        }
        // 200 MB went through.
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(80L * 1024 * 1024);
        }
        engine.close();
    }

    @Test
    void hundredThousandRetainedAndTenThousandSessions_areReadBack() throws Exception {
        RocksEngine engine = open(Durability.PROCESS);
        Store store = new Store(engine);
        GroupCommit writer = new GroupCommit(store);
        Changes changes = store.changes(Runnable::run);
        for (int i = 0; i < 10_000; i++) {
            long session = store.newId();
            changes.session(new StoredSession(session, "hub", "device" + i, "client", 3600, 0));
            changes.subscription(session, new StoredSubscription("commands/" + i, 1, 0, 0));
        }
        for (int i = 0; i < 100_000; i++) {
            changes.retained(
                    "hub",
                    new StoredMessage(
                            store.newId(),
                            "state/" + i,
                            Qos.AT_LEAST_ONCE,
                            true,
                            1,
                            StoredMessage.NEVER,
                            new byte[0],
                            new byte[128]));
            if (i % 1_000 == 0) {
                changes.commitLater();
            }
        }
        changes.commitLater();
        writer.release();
        writer.run();
        engine.close();
        RocksEngine again = open(Durability.PROCESS);
        Remembering remembering = new Remembering();
        new Store(again).read(remembering);
        again.close();
        assertThat(remembering.lines).hasSize(120_000);
    }

    private RocksEngine open(Durability durability) throws IOException {
        return RocksEngine.open(new SessionStorage(directory, durability));
    }

    private Path newestLog() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static List<String> records(Engine engine) throws IOException {
        List<String> records = new ArrayList<>();
        engine.read(record -> records.add(record.kind() + " " + record.first() + " "
                + (record.kind() == Kind.MESSAGE ? 0 : record.second()) + " " + record.text() + " "
                + new String(record.value())));
        return records;
    }

    private static Change put(long first, long second) {
        return new Change(Kind.PROGRESS, first, second, "", new byte[] {1, 2, 3});
    }

    private static Change change(Random random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        boolean pair = kind == Kind.PROGRESS || kind == Kind.RECEIVED || kind == Kind.FED;
        boolean text = kind == Kind.SUBSCRIPTION || kind == Kind.RETAINED;
        byte[] value = new byte[1 + random.nextInt(300)];
        random.nextBytes(value);
        return new Change(
                kind,
                kind == Kind.RETAINED ? 0 : random.nextInt(30),
                pair ? random.nextInt(5) : 0,
                text ? "t/" + random.nextInt(5) + "ü\0" : "",
                random.nextInt(3) == 0 ? Change.REMOVED : value);
    }
}

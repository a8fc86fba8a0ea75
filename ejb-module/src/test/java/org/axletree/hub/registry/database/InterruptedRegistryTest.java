package org.axletree.hub.registry.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.hub.Hub;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;

/** Issue 8, item 0: an interrupted thread must not close the registry, and a registry that was closed is opened again. */
class InterruptedRegistryTest {
    private static final int INTERRUPTS = 1_000;

    private final OpenDatabase database = OpenDatabase.of(TestDatabase.H2.create());

    @Test
    void callsThatAreInterrupted_leaveTheRegistryOpen_andWholeChangesBehind() throws Exception {
        RegistryFixture registry = new RegistryFixture(database);
        Hub hub = registry.hub("h");
        Device kept = registry.device(hub.id(), "kept");
        AtomicInteger made = new AtomicInteger();
        List<Callable<?>> calls = List.of(
                () -> registry.device(hub.id(), "d" + made.incrementAndGet()),
                () -> registry.devices.update(RegistryFixture.REGION, kept.id(), described("" + made.get())),
                () -> registry.devices.list(everyDevice(), RegistryFixture.ALL),
                () -> registry.deviceDirectory.deviceById(kept.id()),
                () -> registry.hubs.get(RegistryFixture.REGION, hub.id()),
                () -> {
                    registry.hubs.delete(
                            RegistryFixture.REGION,
                            registry.hub("h" + made.incrementAndGet()).id(),
                            true);
                    return hub;
                });
        Random random = new Random(8);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < INTERRUPTS; i++) {
                interruptDuring(calls.get(i % calls.size()), threads, random.nextInt(3_000_000));
            }
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }

        registry.devices.update(RegistryFixture.REGION, kept.id(), described("after"));
        assertThat(registry.devices.get(RegistryFixture.REGION, kept.id()).description())
                .isEqualTo("after");
        long counted = registry.hubs.get(RegistryFixture.REGION, hub.id()).deviceCount();
        assertThat(registry.devices.list(everyDevice(), RegistryFixture.ALL).totalCount())
                .as("devices and the count of them are written together")
                .isEqualTo(counted)
                .isGreaterThan(1);
    }

    @Test
    void connectionOfAClosedDatabase_isNotValid_andTheNextOneOpensIt() throws Exception {
        new RegistryFixture(database).hub("h");
        Connection pooled = database.source().getConnection();
        assertThat(pooled.isValid(1)).isTrue();

        ((SessionLocal) pooled.unwrap(JdbcConnection.class).getSession())
                .getDatabase()
                .getStore()
                .getMvStore()
                .closeImmediately();

        assertThat(pooled.isValid(1)).isFalse();
        try (Connection next = database.source().getConnection();
                Statement statement = next.createStatement()) {
            assertThat(next.isValid(1)).isTrue();
            assertThat(statement.executeQuery("select name from hub").next()).isTrue();
        }
    }

    private static void interruptDuring(Callable<?> call, ExecutorService threads, int afterNanos) throws Exception {
        AtomicReference<Thread> caller = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        Future<?> result = threads.submit(() -> {
            caller.set(Thread.currentThread());
            begun.countDown();
            try {
                return call.call();
            } finally {
                Thread.interrupted(); // as a pool does between two pieces of work
            }
        });
        begun.await();
        long end = System.nanoTime() + afterNanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        caller.get().interrupt();
        try {
            result.get(1, TimeUnit.MINUTES);
        } catch (java.util.concurrent.ExecutionException refused) {
            // A call that was interrupted may fail; what counts is what it leaves behind.
        }
    }

    private static DevicePatch described(String description) {
        return new DevicePatch(
                Optional.of(description),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DeviceQuery everyDevice() {
        return new DeviceQuery(
                RegistryFixture.REGION, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}

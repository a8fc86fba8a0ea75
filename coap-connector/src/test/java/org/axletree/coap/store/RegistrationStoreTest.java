package org.axletree.coap.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.axletree.coap.registration.ObjectLinks;
import org.axletree.coap.registration.Registration;
import org.axletree.core.door.Durability;
import org.axletree.core.door.SessionStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistrationStoreTest {
    @TempDir
    Path directory;

    private RegistrationStore open(Durability durability) throws IOException {
        return new RegistrationStore(new SessionStorage(directory, durability), Runnable::run);
    }

    private static Registration of(String deviceId, long expiresAt) {
        return new Registration(
                "id-" + deviceId,
                "meter",
                "hub",
                deviceId,
                Optional.empty(),
                new InetSocketAddress("127.0.0.1", 5683),
                300,
                expiresAt,
                "1.1",
                false,
                ObjectLinks.NONE,
                Map.of());
    }

    private static boolean written(RegistrationStore store) throws Exception {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        store.whenWritten(told::complete);
        return told.get(20, TimeUnit.SECONDS);
    }

    /** The checkpoint has what a killed process leaves. */
    @ParameterizedTest
    @EnumSource(Durability.class)
    void whoeverIsToldThatItIsWritten_findsItInACopyOfThatMoment(Durability durability) throws Exception {
        try (RegistrationStore store = open(durability)) {
            for (int i = 0; i < 100; i++) {
                store.put(of("device-" + i, 1));
            }
            store.put(of("device-7", 2));
            store.remove("device-8");
            store.remove("device-9");
            store.put(of("device-9", 3));
            assertThat(written(store)).isTrue();

            Path copy = directory.resolveSibling(directory.getFileName() + "-copy");
            store.copyTo(copy.toString());
            try (RegistrationStore left = new RegistrationStore(new SessionStorage(copy, durability), Runnable::run)) {
                List<Registration> all = left.read();
                assertThat(all).hasSize(99).contains(of("device-7", 2), of("device-9", 3), of("device-99", 1));
            }
        }
    }

    @Test
    void whatWasSaidBeforeTheEnd_isThereAtTheNextBeginning() throws Exception {
        RegistrationStore store = open(Durability.PROCESS);
        store.put(of("device", 1));
        store.close();
        store.put(of("too late", 1));
        store.close();

        try (RegistrationStore again = open(Durability.PROCESS)) {
            assertThat(again.read()).containsExactly(of("device", 1));
        }
    }

    @Test
    void hearers_areToldInTheirOrder_andOneThatFailsKeepsNobodyFromIt() throws Exception {
        try (RegistrationStore store = open(Durability.PROCESS)) {
            List<Integer> told = new ArrayList<>();
            store.put(of("device", 1));
            for (int i = 0; i < 10; i++) {
                int number = i;
                store.whenWritten(written -> {
                    told.add(number);
                    throw new IllegalStateException("of a test");
                });
            }
            assertThat(written(store)).isTrue();
            assertThat(told).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }

    @Test
    void hearerWithoutAThread_keepsNobodyFromWriting() throws Exception {
        SessionStorage storage = new SessionStorage(directory, Durability.PROCESS);
        try (RegistrationStore store = new RegistrationStore(storage, task -> {
            throw new RejectedExecutionException("of a test");
        })) {
            store.whenWritten(written -> {});
            store.put(of("device", 1));
        }
        try (RegistrationStore again = open(Durability.PROCESS)) {
            assertThat(again.read()).hasSize(1);
        }
    }
}

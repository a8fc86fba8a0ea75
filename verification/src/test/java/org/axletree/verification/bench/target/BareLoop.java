package org.axletree.verification.bench.target;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The same client library as the hub's, told the same, with the same batches and as many calls at once, and nothing around it. */
abstract class BareLoop implements AutoCloseable {
    /** As a route has it unless it is told otherwise. */
    static final int BATCH = 256;

    private final int calls;
    private final ExecutorService threads;

    /** @param calls at once */
    BareLoop(int calls) {
        this.calls = calls;
        this.threads = Executors.newFixedThreadPool(calls);
    }

    /** Hands over some messages, and returns when they are taken. Called by several threads if there are several calls at once. */
    abstract void deliver(int first, int count) throws Exception;

    /** Returns when so many messages are taken. */
    final void run(int messages) {
        for (int from = 0; from < messages; from += BATCH * calls) {
            List<CompletableFuture<Void>> round = new ArrayList<>();
            for (int call = 0; call < calls; call++) {
                int first = from + call * BATCH;
                int count = Math.min(BATCH, messages - first);
                if (count > 0) {
                    round.add(CompletableFuture.runAsync(() -> attempt(first, count), threads));
                }
            }
            round.forEach(CompletableFuture::join);
        }
    }

    private void attempt(int first, int count) {
        try {
            deliver(first, count);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** One for each of some messages. */
    static <T> List<T> each(int first, int count, IntFunction<T> of) {
        return IntStream.range(first, first + count).mapToObj(of).toList();
    }

    @Override
    public void close() throws Exception {
        threads.shutdown();
    }
}

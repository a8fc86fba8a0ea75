package org.axletree.hub.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.TargetConnection;

/** One try to deliver some messages: by as many calls at once as the target is worth, those of one origin by the same one. */
final class Round {
    private static final Logger LOG = Logger.getLogger(Round.class.getName());

    /** A message that so often made a target throw, alone, is at fault itself. */
    private static final int MOST_EXCEPTIONS = 5;

    private final TargetConnection connection;
    private final Executor calls;
    private final int batch;
    private Optional<Delivery.Retry> retry = Optional.empty();
    private int delivered;

    Round(TargetConnection connection, Executor calls, int batch) {
        this.connection = connection;
        this.calls = calls;
        this.batch = batch;
    }

    /** Returns when every call has ended. */
    void deliver(List<Attempt> attempts) {
        int parallelism = Math.max(1, Math.min(connection.parallelism(), attempts.size()));
        if (parallelism == 1) {
            deliverInOrder(attempts);
            return;
        }
        Queue<List<Attempt>> origins = new ConcurrentLinkedQueue<>(byOrigin(attempts));
        CompletableFuture<?>[] working = new CompletableFuture<?>[Math.min(parallelism, origins.size())];
        int most = Math.min(batch, (attempts.size() + parallelism - 1) / parallelism);
        Arrays.setAll(working, i -> CompletableFuture.runAsync(() -> deliverEach(origins, most), calls));
        CompletableFuture.allOf(working).join();
    }

    /** The messages of each origin, those of which there are most first: none of them is then left for the end. */
    private static List<List<Attempt>> byOrigin(List<Attempt> attempts) {
        Map<String, List<Attempt>> origins = new LinkedHashMap<>();
        for (Attempt attempt : attempts) {
            origins.computeIfAbsent(attempt.message().origin().order(), order -> new ArrayList<>())
                    .add(attempt);
        }
        return origins.values().stream()
                .sorted(Comparator.comparingInt((List<Attempt> origin) -> origin.size())
                        .reversed())
                .toList();
    }

    /**
     * Whoever is through with its origins takes the next ones that nobody has.
     *
     * @param most messages of several origins that are worth a call
     */
    private void deliverEach(Queue<List<Attempt>> origins, int most) {
        for (List<Attempt> next = next(origins, most); !next.isEmpty(); next = next(origins, most)) {
            if (!deliverInOrder(next)) {
                return;
            }
        }
    }

    private static List<Attempt> next(Queue<List<Attempt>> origins, int most) {
        List<Attempt> next = new ArrayList<>();
        for (List<Attempt> origin = origins.poll();
                origin != null;
                origin = next.size() < most ? origins.poll() : null) {
            next.addAll(origin);
        }
        return next;
    }

    /** Why some are to be tried again; empty if none are. */
    Optional<Delivery.Retry> retry() {
        return retry;
    }

    int delivered() {
        return delivered;
    }

    /** Answers whether to go on. */
    private boolean deliverInOrder(List<Attempt> attempts) {
        for (int from = 0; from < attempts.size(); from += batch) {
            if (!call(attempts.subList(from, Math.min(attempts.size(), from + batch)))) {
                return false;
            }
        }
        return true;
    }

    /** Answers whether to go on. */
    private boolean call(List<Attempt> some) {
        List<Delivery> outcomes;
        try {
            outcomes = connection.deliver(Attempt.messages(some));
        } catch (RuntimeException unexpected) {
            return explain(some, unexpected);
        }
        for (int i = 0; i < Math.min(outcomes.size(), some.size()); i++) {
            note(some.get(i), outcomes.get(i));
        }
        if (outcomes.size() < some.size() && outcomes.stream().noneMatch(Delivery.Retry.class::isInstance)) {
            return !outcomes.isEmpty() && call(some.subList(outcomes.size(), some.size()));
        }
        return outcomes.stream().noneMatch(Delivery.Retry.class::isInstance);
    }

    /** Nobody knows whose fault it was: one by one will tell. */
    private boolean explain(List<Attempt> some, RuntimeException unexpected) {
        if (some.size() > 1) {
            for (Attempt one : some) {
                if (!call(List.of(one))) {
                    return false;
                }
            }
            return true;
        }
        String reason =
                "the target failed (" + unexpected.getClass().getSimpleName() + ": " + unexpected.getMessage() + ")";
        LOG.log(Level.FINE, reason, unexpected);
        boolean poison = some.get(0).attempts() + 1 >= MOST_EXCEPTIONS;
        note(some.get(0), poison ? new Delivery.Dead(reason) : new Delivery.Retry(reason, Duration.ZERO, true));
        return poison;
    }

    private synchronized void note(Attempt attempt, Delivery outcome) {
        attempt.outcome(outcome);
        outcome.fold(
                () -> {
                    delivered++;
                    return null;
                },
                again -> {
                    retry = Optional.of(again);
                    return null;
                },
                dead -> null);
    }
}

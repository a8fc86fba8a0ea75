package org.axletree.hub.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where passwords are compared, which is made to be dear. There are few places, so that logins cannot take the whole machine, and a user
 * name has one of them at most: who guesses the passwords of one name keeps no other waiting for longer than one login takes. Those of one
 * name wait for one another, and few of them, since each that waits takes a thread of the door.
 */
final class ComparisonPlaces {
    private static final int PLACES = 2;

    /** One compares, and the others wait. */
    static final int MOST_OF_A_NAME = 4;

    private final Semaphore places = new Semaphore(PLACES, true);
    private final Map<String, Turn> turns = new HashMap<>();
    private final long patienceNanos;

    ComparisonPlaces(long patienceMillis) {
        this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    private static final class Turn {
        final Semaphore one = new Semaphore(1, true);
        int logins;
    }

    /** A place; given back by being closed. */
    final class Place implements AutoCloseable {
        private final String name;
        private final Turn turn;

        private Place(String name, Turn turn) {
            this.name = name;
            this.turn = turn;
        }

        @Override
        public void close() {
            places.release();
            turn.one.release();
            leave(name, turn);
        }
    }

    /** Waits for a place, for a while; empty if there was none, or too many of this name wait already. */
    Optional<Place> take(String name) {
        Optional<Turn> entered = enter(name);
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        Turn turn = entered.get();
        boolean taken = false;
        try {
            taken = isTaken(turn, System.nanoTime() + patienceNanos);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            if (!taken) {
                leave(name, turn);
            }
        }
        return taken ? Optional.of(new Place(name, turn)) : Optional.empty();
    }

    private boolean isTaken(Turn turn, long end) throws InterruptedException {
        if (!turn.one.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        boolean taken = false;
        try {
            taken = places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            if (!taken) {
                turn.one.release();
            }
        }
        return taken;
    }

    private synchronized Optional<Turn> enter(String name) {
        Turn turn = turns.computeIfAbsent(name, each -> new Turn());
        if (turn.logins == MOST_OF_A_NAME) {
            return Optional.empty();
        }
        turn.logins++;
        return Optional.of(turn);
    }

    private synchronized void leave(String name, Turn turn) {
        turn.logins--;
        if (turn.logins == 0) {
            turns.remove(name);
        }
    }
}

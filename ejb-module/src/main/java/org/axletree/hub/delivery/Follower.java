package org.axletree.hub.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.hub.delivery.log.Burial;
import org.axletree.hub.delivery.log.PlacedMessage;
import org.axletree.hub.delivery.log.RouteLog;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteConfiguration;

/**
 * Follows the log for all routes that lead to the same destination, and delivers what it finds there. Works on one thread at a time,
 * and only while there is something to do.
 */
final class Follower implements Runnable {
    private static final Logger LOG = Logger.getLogger(Follower.class.getName());

    /** Then it is the turn of others. */
    private static final int ROUNDS = 16;

    private static final long LOG_PAUSE_MILLIS = 500;
    private static final long OWNER_PAUSE_MILLIS = 20;

    private final Opening opening;
    private final DeliveryThreads threads;
    private final FailureState failure;
    private final DeliveryListener listener;
    private final Consumer<Route> undertaker;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** What it shall follow from its next turn on. */
    private volatile List<Member> wanted = List.of();

    private volatile boolean rests;

    // Only the thread whose turn it is touches these.
    private List<Member> members = List.of();
    private RouteConfiguration configuration;
    private TargetConnection connection;
    private final List<Attempt> pending = new ArrayList<>();

    /** Makes ready to deliver. */
    @FunctionalInterface
    interface Opening {
        TargetConnection open(String routeId, RouteConfiguration configuration);
    }

    /** @param undertaker hears of each route that has dead letters more */
    Follower(Opening opening, DeliveryThreads threads, DeliveryListener listener, Consumer<Route> undertaker) {
        this.opening = opening;
        this.threads = threads;
        this.listener = listener;
        this.undertaker = undertaker;
        this.failure = new FailureState(listener);
    }

    /** Follows these routes from now on, and no others; what is under way is finished first. */
    void follow(List<Member> routes) {
        wanted = List.copyOf(routes);
        rests = false;
        wake();
    }

    List<Member> wanted() {
        return wanted;
    }

    FailureState failure() {
        return failure;
    }

    /** There may be something to do. Never blocks. */
    void wake() {
        if (!rests && scheduled.compareAndSet(false, true)) {
            threads.of(failure.fails()).execute(this);
        }
    }

    @Override
    public void run() {
        long pause = 0;
        try {
            pause = adopt() ? work() : OWNER_PAUSE_MILLIS;
        } catch (IOException | RuntimeException | LinkageError trouble) {
            LOG.log(Level.WARNING, "Routes cannot be followed; it is tried again", trouble);
            pause = LOG_PAUSE_MILLIS;
        } finally {
            end(pause);
        }
    }

    private void end(long pause) {
        if (pause > 0) {
            rests = true;
            // Before the pause begins: one that ends at once would find the turn taken, and nobody would come back.
            scheduled.set(false);
            threads.later(pause, () -> {
                rests = false;
                wake();
            });
            return;
        }
        scheduled.set(false);
        if (wanted != members || hasWork()) {
            wake();
        }
    }

    /** Takes over what it shall follow. Answers false while another follower still has one of the routes. */
    private boolean adopt() {
        List<Member> next = wanted;
        if (next == members) {
            return true;
        }
        pending.clear();
        for (Member member : members) {
            member.cursor().release(this);
        }
        members = List.of();
        RouteConfiguration now = next.isEmpty() ? null : next.get(0).route().configuration();
        if (connection != null && !Objects.equals(now, configuration)) {
            connection.close();
            connection = null;
        }
        configuration = now;
        for (Member member : next) {
            if (!member.cursor().own(this)) {
                next.forEach(each -> each.cursor().release(this));
                return false;
            }
        }
        members = next;
        failure.settings(next.stream().map(Member::route).toList());
        return true;
    }

    private boolean hasWork() {
        for (Member member : members) {
            if (!member.route().paused() && member.cursor().size().messages() > 0
                    || member.cursor().excess() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Answers how long to rest, in milliseconds. */
    private long work() throws IOException {
        for (int round = 0; round < ROUNDS && wanted == members; round++) {
            giveUpExcess();
            if (pending.isEmpty() && !take()) {
                return 0;
            }
            boolean few = pending.size() < batch();
            long pause = deliver();
            settle();
            if (pause > 0) {
                members.forEach(member -> member.cursor().rest(pending.size()));
                return pause;
            }
            if (few && pending.isEmpty() && connection.gatheringMillis() > 0) {
                return connection.gatheringMillis();
            }
        }
        return 0;
    }

    private int batch() {
        return pending.get(0).member().route().delivery().batch();
    }

    private void giveUpExcess() throws IOException {
        for (Member member : members) {
            for (long excess = member.cursor().excess();
                    excess > 0;
                    excess = member.cursor().excess()) {
                pending.removeIf(attempt -> attempt.member() == member);
                List<PlacedMessage> oldest = member.cursor().peek((int) Math.min(excess, RouteLog.MOST_IN_FLIGHT));
                if (oldest.isEmpty()) {
                    return;
                }
                member.cursor().settle(oldest.size(), List.of());
                long told = oldest.stream()
                        .filter(each -> !each.message().origin().isOfRoute())
                        .count();
                if (told > 0) {
                    listener.givenUp(member.route(), (int) told);
                }
            }
        }
    }

    private boolean take() throws IOException {
        List<Member> active =
                members.stream().filter(member -> !member.route().paused()).toList();
        if (active.stream().allMatch(member -> member.cursor().size().messages() == 0)) {
            return false; // a connection is for those who have something to say
        }
        Route first = active.get(0).route();
        if (connection == null) {
            connection = opening.open(first.id(), first.configuration());
        }
        int most = Math.min(RouteLog.MOST_IN_FLIGHT, first.delivery().batch() * connection.parallelism());
        List<Attempt> next = Merge.next(active, most);
        next.forEach(Attempt::prepare);
        pending.addAll(next);
        return !pending.isEmpty();
    }

    /** Answers how long to rest, in milliseconds. */
    private long deliver() {
        long now = System.currentTimeMillis();
        pending.forEach(attempt -> attempt.expire(now));
        List<Attempt> open = pending.stream().filter(Attempt::isOpen).toList();
        if (open.isEmpty()) {
            return 0;
        }
        if (failure.fails()) {
            open = open.subList(0, 1); // one message finds out as well whether the target is back
        }
        DeliveryPolicy policy = open.get(0).member().route().delivery();
        boolean ofRoutes = open.stream().allMatch(Attempt::isOfRoute);
        Round round = new Round(connection, threads.calls(), policy.batch());
        round.deliver(open);
        return round.retry()
                .map(retry -> failure.fails(retry, policy, round.delivered() > 0, ofRoutes))
                .orElseGet(() -> {
                    failure.works();
                    return 0L;
                });
    }

    /** Lets go of what is delivered or dead, as far as nothing of the same route before it is neither. */
    private void settle() throws IOException {
        for (Member member : members) {
            List<Attempt> own = finishedOf(member);
            if (!own.isEmpty()) {
                long now = System.currentTimeMillis();
                List<Attempt> dead = own.stream().filter(Attempt::isDead).toList();
                List<Burial> burials =
                        dead.stream().map(attempt -> attempt.burial(now)).toList();
                member.cursor().settle(own.size(), burials);
                own.forEach(Attempt::settle);
                pending.removeIf(Attempt::isSettled);
                listener.settled(
                        member.route(),
                        own.size() - dead.size(),
                        dead.stream()
                                .filter(attempt -> !attempt.isOfRoute())
                                .map(Attempt::death)
                                .toList());
                if (!dead.isEmpty()) {
                    undertaker.accept(member.route());
                }
            }
        }
    }

    private List<Attempt> finishedOf(Member member) {
        List<Attempt> finished = new ArrayList<>();
        for (Attempt attempt : pending) {
            if (attempt.member() == member) {
                if (attempt.isOpen()) {
                    break;
                }
                finished.add(attempt);
            }
        }
        return finished;
    }
}

package org.axletree.coap.session;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.axletree.coap.registration.Registration;
import org.axletree.core.door.Admission;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.elements.EndpointContext;

/** A device that is registered. From any thread. */
final class Session {
    /** What may wait for a device beside what is under way. */
    private static final int MOST_WAITING = 32;

    private final long connectionId;
    private volatile Registration registration;
    private volatile Optional<Admission.Admitted> rights;
    private volatile EndpointContext context;
    private volatile boolean reachable = true;
    private volatile boolean ended;
    private volatile boolean observed;
    private final RecentMessages recent = new RecentMessages();
    private final Queue<Errand> waiting = new ArrayDeque<>(1);
    private Set<Long> observing = Set.of();
    private boolean busy;
    private boolean uploading;
    private int exchanged;

    /** Something to ask the device, one at a time (NSTART, RFC 7252 section 4.7). */
    record Errand(Runnable begin, CompletableFuture<Optional<Response>> answer) {}

    /**
     * @param connectionId unique in this process
     * @param rights empty of a registration of before a restart, until the hub was asked
     * @param context where and as whom the device was last heard
     */
    Session(
            long connectionId,
            Registration registration,
            Optional<Admission.Admitted> rights,
            EndpointContext context) {
        this.connectionId = connectionId;
        this.registration = registration;
        this.rights = rights;
        this.context = context;
    }

    long connectionId() {
        return connectionId;
    }

    Registration registration() {
        return registration;
    }

    /** Changes what is kept of it, and answers the new registration. */
    synchronized Registration change(UnaryOperator<Registration> change) {
        registration = change.apply(registration);
        return registration;
    }

    Optional<Admission.Admitted> rights() {
        return rights;
    }

    void setRights(Admission.Admitted now) {
        rights = Optional.of(now);
    }

    EndpointContext context() {
        return context;
    }

    /** The device was heard: it can be reached, there. */
    void heardFrom(EndpointContext from) {
        context = from;
        reachable = true;
    }

    boolean isReachable() {
        return reachable;
    }

    /** It did not answer: until it is heard again it is asked nothing. */
    void lost() {
        reachable = false;
    }

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /** Whether the device has answered that it will say what its binary object has. */
    boolean isObserved() {
        return observed;
    }

    void setObserved(boolean now) {
        observed = now;
    }

    /** What it said lately. */
    RecentMessages recent() {
        return recent;
    }

    /** The device is asked to be observed, and has not answered. */
    synchronized void asks(long token) {
        Set<Long> more = new HashSet<>(observing);
        more.add(token);
        observing = Set.copyOf(more);
    }

    /** It has answered, or will not. Answers whether it was asked. */
    synchronized boolean answered(long token) {
        if (!observing.contains(token)) {
            return false;
        }
        Set<Long> fewer = new HashSet<>(observing);
        fewer.remove(token);
        observing = Set.copyOf(fewer);
        return true;
    }

    /** What is observed, with one more. */
    synchronized Registration observe(long token, String path) {
        Map<Long, String> observations = new HashMap<>(registration.observations());
        observations.values().removeIf(path::equals);
        observations.put(token, path);
        registration = registration.observing(observations);
        return registration;
    }

    /** What is observed, with one less. */
    synchronized Registration forget(long token) {
        Map<Long, String> observations = new HashMap<>(registration.observations());
        observations.remove(token);
        registration = registration.observing(observations);
        return registration;
    }

    /** A packet that is no message came from it. */
    synchronized void exchanged() {
        exchanged++;
    }

    synchronized boolean hasExchanged() {
        return exchanged > 0;
    }

    /** How many such packets came since it was last asked. */
    synchronized int takeExchanged() {
        int taken = exchanged;
        exchanged = 0;
        return taken;
    }

    /** Something large is to be written. Answers false if something is already. */
    synchronized boolean beginUpload() {
        boolean begins = !uploading;
        uploading = true;
        return begins;
    }

    /** It is written, or will not be. */
    synchronized void endUpload() {
        uploading = false;
    }

    /** Puts an errand at the end. Answers false if there is no room. */
    boolean queue(Errand errand) {
        synchronized (this) {
            if (busy) {
                return waiting.size() < MOST_WAITING && waiting.add(errand);
            }
            busy = true;
        }
        errand.begin().run();
        return true;
    }

    /** The errand under way is done. */
    void next() {
        Errand errand;
        synchronized (this) {
            errand = waiting.poll();
            busy = errand != null;
        }
        if (errand != null) {
            errand.begin().run();
        }
    }
}

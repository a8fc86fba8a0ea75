package org.axletree.hub.delivery;

import java.util.ArrayList;
import java.util.List;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.delivery.log.Burial;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.registry.route.DeliveryPolicy;

/** A message on its way to a target, and how it fared so far. Touched by one thread at a time. */
final class Attempt {
    private final Member member;
    private LoggedMessage message;
    private int attempts;
    private State state = State.OPEN;
    private String error = "";
    private Reason reason = Reason.ROUTE_MESSAGE_DEAD;

    private enum State {
        OPEN,
        DELIVERED,
        DEAD,
        SETTLED
    }

    Attempt(Member member, LoggedMessage message) {
        this.member = member;
        this.message = message;
    }

    Member member() {
        return member;
    }

    LoggedMessage message() {
        return message;
    }

    int attempts() {
        return attempts;
    }

    /** Whether it is an event of a route: no event tells of what becomes of it (scaleway.md H5). */
    boolean isOfRoute() {
        return message.origin().isOfRoute();
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isDead() {
        return state == State.DEAD;
    }

    void settle() {
        state = State.SETTLED;
    }

    boolean isSettled() {
        return state == State.SETTLED;
    }

    /** Of one that is dead. */
    Death death() {
        return new Death(reason, error);
    }

    /** What the target gets of it, with what the route adds. Dead where the payload is not what the route demands. */
    void prepare() {
        try {
            message = member.content().of(message);
        } catch (IllegalArgumentException unfit) {
            reason = Reason.ROUTE_PAYLOAD_INVALID;
            die(unfit.getMessage());
        }
    }

    /** Dead before it is tried: too old, or of no use any more (MQTT 5 section 3.3.2.3.3). */
    void expire(long now) {
        if (!isOpen()) {
            return; // it had its turn, and waits for those before it
        }
        long waited = now - message.receivedAt();
        message.properties().expirySeconds().ifPresent(seconds -> {
            if (waited >= seconds * 1_000) {
                die("expired after " + seconds + " s" + (error.isEmpty() ? "" : "; " + error));
            }
        });
        DeliveryPolicy policy = member.route().delivery();
        if (isOpen() && policy.maxAgeSeconds() > 0 && waited > policy.maxAgeSeconds() * 1_000L) {
            die("older than " + policy.maxAgeSeconds() + " s" + (error.isEmpty() ? "" : "; " + error));
        }
    }

    void outcome(Delivery outcome) {
        attempts++;
        outcome.fold(
                () -> state = State.DELIVERED,
                retry -> {
                    int most = member.route().delivery().maxAttempts();
                    error = retry.reason();
                    if (most > 0 && attempts >= most) {
                        die("after " + attempts + " attempts: " + error);
                    } else if (retry.mayHaveArrived()) {
                        message = message.again();
                    }
                    return state;
                },
                dead -> {
                    die(dead.reason());
                    return state;
                });
    }

    private void die(String why) {
        state = State.DEAD;
        error = why;
    }

    Burial burial(long now) {
        return new Burial(member.route().id(), message, now, attempts, error);
    }

    static List<LoggedMessage> messages(List<Attempt> attempts) {
        List<LoggedMessage> messages = new ArrayList<>(attempts.size());
        attempts.forEach(attempt -> messages.add(attempt.message()));
        return messages;
    }
}

package org.axletree.mqtt.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The subscriptions of one share of a topic filter (MQTT 5 section 4.8.2). Each message goes to one of them: in turn, but to
 * one that keeps up if there is one, and to one that is connected if there is one.
 */
final class SharedGroup implements Interest {
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Subscription> members = List.of();

    /** Changes exclude one another: the caller holds the group's hub. */
    void add(Subscription member) {
        List<Subscription> more = new ArrayList<>(members);
        more.add(member);
        members = List.copyOf(more);
    }

    void remove(Subscription member) {
        members = members.stream().filter(other -> other != member).toList();
    }

    List<Subscription> members() {
        return members;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whose turn it is; empty if all have left. */
    Optional<Subscription> next() {
        List<Subscription> present = members;
        int size = present.size();
        if (size == 0) {
            return Optional.empty();
        }
        int first = Math.floorMod(turn.getAndIncrement(), size);
        Subscription chosen = present.get(first);
        Readiness best = chosen.subscriber().readiness();
        for (int i = 1; i < size && best != Readiness.READY; i++) {
            Subscription other = present.get((first + i) % size);
            Readiness its = other.subscriber().readiness();
            if (its.compareTo(best) < 0) {
                chosen = other;
                best = its;
            }
        }
        return Optional.of(chosen);
    }
}

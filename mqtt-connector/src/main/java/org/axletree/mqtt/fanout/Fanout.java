package org.axletree.mqtt.fanout;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.TopicTree;
import org.axletree.mqtt.pressure.Watermark;
import org.axletree.mqtt.wire.TopicName;

/** The fan-out of one event loop: finds the subscribers of a message and gives it to them, or to the loops they live on. */
public final class Fanout {
    /** What may be on the way to one event loop before those who send it wait. */
    private static final int TRANSIT_MESSAGES = 50_000;

    private static final int TRANSIT_BYTES = 32 * 1024 * 1024;

    private final HubTopics topics;
    private final int loop;
    private final List<LoopMail> mail;
    private final Executor home;
    private boolean posting;

    // Used again for every message, so that a message without subscribers costs no memory.
    private final List<Subscription> matches = new ArrayList<>();
    private final Consumer<Subscription> collector = matches::add;
    private final Map<Subscriber, Subscription> best = new IdentityHashMap<>();

    /**
     * @param loop number of this event loop
     * @param loops all event loops
     * @param inTransit one watermark for each event loop, shared by all
     */
    public Fanout(HubTopics topics, int loop, List<? extends Executor> loops, List<Watermark> inTransit) {
        this.topics = topics;
        this.loop = loop;
        this.home = loops.get(loop);
        this.mail = new ArrayList<>();
        for (int i = 0; i < loops.size(); i++) {
            mail.add(new LoopMail(loops.get(i), inTransit.get(i)));
        }
    }

    public static Watermark newTransitWatermark() {
        return new Watermark(TRANSIT_MESSAGES, TRANSIT_BYTES);
    }

    /**
     * Gives a message to everybody in the hub who subscribed to its topic, once each, at the highest quality of service
     * that one of the subscriptions was granted (MQTT-3.3.5-1).
     *
     * @param payload stays the caller's
     * @return what the sender has to wait for; empty as a rule
     */
    public Optional<Watermark> fanOut(String hubId, TopicName topic, Qos qos, ByteBuf payload) {
        Optional<TopicTree<Subscription>> tree = topics.of(hubId);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        tree.get().forEachMatch(topic.text(), collector);
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        if (matches.size() > 1) {
            mergeOverlaps();
        }
        Optional<Watermark> crowded = Optional.empty();
        OutboundMessage message = new OutboundMessage(topic, qos, payload);
        for (int i = 0; i < matches.size(); i++) {
            Subscription match = matches.get(i);
            Subscriber subscriber = match.subscriber();
            int target = subscriber.loopNumber();
            if (target == loop) {
                subscriber.deliver(message, match.granted());
            } else {
                LoopMail toOther = mail.get(target);
                toOther.add(subscriber, match.granted(), message);
                postSoon();
                if (toOther.inTransit().isHigh()) {
                    crowded = Optional.of(toOther.inTransit());
                }
            }
        }
        matches.clear();
        return crowded;
    }

    /** Leaves one subscription for each subscriber that several of its filters found. */
    private void mergeOverlaps() {
        boolean overlaps = false;
        for (int i = 0; i < matches.size() && !overlaps; i++) {
            overlaps = matches.get(i).subscriber().hasSeveralSubscriptions();
        }
        if (!overlaps) {
            return;
        }
        for (Subscription match : matches) {
            best.merge(
                    match.subscriber(),
                    match,
                    (one, other) -> one.granted().compareTo(other.granted()) >= 0 ? one : other);
        }
        if (best.size() < matches.size()) {
            matches.clear();
            matches.addAll(best.values());
        }
        best.clear();
    }

    private void postSoon() {
        if (!posting) {
            posting = true;
            home.execute(this::post);
        }
    }

    private void post() {
        posting = false;
        mail.forEach(LoopMail::post);
    }
}

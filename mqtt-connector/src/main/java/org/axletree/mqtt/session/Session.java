package org.axletree.mqtt.session;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.axletree.core.door.Admission;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.mqtt.connection.Attachment;
import org.axletree.mqtt.connection.Connection;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.fanout.Readiness;
import org.axletree.mqtt.fanout.Subscriber;
import org.axletree.mqtt.loop.Counted;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.loop.Tally;
import org.axletree.mqtt.store.Journal;
import org.axletree.mqtt.wire.SubscriptionRequest;

/**
 * The session of an admitted device: what it subscribed to, what it is to hear, what it said and was not yet told is taken.
 * It may outlive its connection, and then has none for a while. It belongs to one event loop for all of its life, to which
 * its connections come. Touched on that event loop only, but for what says otherwise.
 */
public final class Session implements Subscriber {
    private final SessionKey key;
    private final Loop loop;
    private final SessionLife life;
    private final SessionSubscriptions subscriptions;
    private final Outbound outbound = new Outbound(this);
    private final Intake intake;
    private final SessionNotices notices;
    private final RetainedFeed retained = new RetainedFeed(this);
    private final Tally tally;
    private volatile Admission.Admitted rights;

    Session(SessionKey key, Admission.Admitted admitted, Loop loop, HubTopics topics, SessionLife life) {
        this.key = key;
        this.rights = admitted;
        this.loop = loop;
        this.life = life;
        this.subscriptions = new SessionSubscriptions(this, topics);
        this.intake = new Intake(this, loop);
        this.notices = new SessionNotices(this, loop);
        this.tally = loop.tallies().of(key.hubId());
    }

    // From any thread.

    SessionKey key() {
        return key;
    }

    /** Who it is and what it may do, as of now. */
    public Admission.Admitted rights() {
        return rights;
    }

    Loop loop() {
        return loop;
    }

    Journal journal() {
        return loop.journal();
    }

    /** Its connection, its expiry and its will. */
    SessionLife life() {
        return life;
    }

    /** Whether it outlives its connection. */
    boolean isLasting() {
        return life.isLasting();
    }

    /** What the device said and the hub has not finished with. */
    Intake intake() {
        return intake;
    }

    Outbound outbound() {
        return outbound;
    }

    SessionSubscriptions subscriptions() {
        return subscriptions;
    }

    void onLoop(Runnable action) {
        try {
            loop.eventLoop().execute(action);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the session with it.
        }
    }

    // On its event loop.

    /** What is counted of its packets. */
    public Tally tally() {
        return tally;
    }

    // What the device says.

    /** PUBLISH, in the order of arrival. Acknowledges it when it may. */
    public void publish(InboundPublication publication) {
        intake.publish(publication);
    }

    /** PUBREL: answers with PUBCOMP when that may be. */
    public void released(int packetId, int reasonCode) {
        intake.receipts().released(packetId);
    }

    /**
     * PUBACK. One for something that was never sent is ignored.
     *
     * @param reasonCode of MQTT 5; 0 in MQTT 3
     * @return false if the packet identifier is in use for something that is not acknowledged in this way
     */
    public boolean acknowledged(int packetId, int reasonCode) {
        return outbound.acknowledged(packetId);
    }

    /** PUBREC; like {@link #acknowledged}. Answers with PUBREL when that may be. */
    public boolean received(int packetId, int reasonCode) {
        return outbound.received(packetId, reasonCode);
    }

    /** PUBCOMP; like {@link #acknowledged}. */
    public boolean completed(int packetId, int reasonCode) {
        return outbound.completed(packetId);
    }

    /** How many QoS 1 and 2 messages of the client wait for PUBACK or PUBCOMP (the receive maximum counts them). */
    public int unacknowledged() {
        return life.attachment().map(Attachment::unacknowledged).orElse(0);
    }

    /** SUBSCRIBE: checks rights and limits, then grants all or nothing (clouds.md E3). */
    public void subscribe(List<SubscriptionRequest> requests, SubscribeAnswer answer) {
        subscriptions.subscribe(requests, answer);
    }

    /**
     * UNSUBSCRIBE.
     *
     * @param answer is told, when the change survives a crash, which of the filters there had been
     */
    public void unsubscribe(List<SubscriptionFilter> filters, Consumer<List<Boolean>> answer) {
        List<Boolean> present = subscriptions.remove(filters);
        life.whenStored(() -> answer.accept(present));
    }

    /**
     * DISCONNECT: what becomes of session and will when the connection ends, which the caller sees to.
     *
     * @param withWill whether the will is to be published all the same (MQTT 5, reason code 4)
     * @param expirySeconds the session's new expiry, if the packet changes it
     */
    public void disconnected(boolean withWill, OptionalLong expirySeconds) {
        life.disconnected(withWill, expirySeconds);
    }

    /** How long the session lives without a connection, in seconds. */
    public long expirySeconds() {
        return life.expirySeconds();
    }

    // Its connection.

    /** The client has been told that it is connected: sends what waits for it. */
    public void begin() {
        life.begin();
    }

    /** The peer reads again. */
    public void writable() {
        outbound.sendQueued();
    }

    /** The retained messages that its subscriptions bring. */
    RetainedFeed retained() {
        return retained;
    }

    /** The connection has ended. What waits for its routes goes on without it. */
    public void detach(Connection connection, Reason reason) {
        life.detach(connection, reason);
    }

    void fail() {
        life.attachment().ifPresent(present -> present.connection().close(Reason.INTERNAL_ERROR));
    }

    // What it hears.

    @Override
    public int loopNumber() {
        return loop.number();
    }

    @Override
    public boolean hasSeveralSubscriptions() {
        return subscriptions.areSeveral();
    }

    @Override
    public long storeId() {
        return life.isLasting() ? life.number() : 0;
    }

    @Override
    public Readiness readiness() {
        return outbound.readiness();
    }

    @Override
    public void deliver(OutboundMessage message, Grant grant) {
        if (life.hasEnded()) {
            grant.share().ifPresent(others -> passOn(message, others));
            Delivery.settle(this, message);
        } else {
            outbound.deliver(message, grant);
        }
    }

    /** It has ended before it had a message that it shares with others: one of them is to have it. */
    void passOn(OutboundMessage message, SubscriptionFilter share) {
        if (life.passesOn()) {
            loop.fanout().passOn(key.hubId(), message, share);
        }
    }

    void dropped(Reason reason, OutboundMessage message) {
        loop.counters().dropped.increment();
        tally.add(Counted.PUBLISHES_DROPPED, 1);
        notice(reason, "PUBLISH", message.topic().text());
    }

    // Its rights.

    /** Takes over new rights, unless it has newer ones; what they no longer allow ends. */
    public void refresh(Admission.Admitted admitted) {
        if (life.hasEnded() || admitted.revision() <= rights.revision()) {
            return;
        }
        rights = admitted;
        subscriptions.keepOnly(admitted);
        outbound.keepOnly(message ->
                admitted.filters().subscribe().permitsPublish(message.topic().text()));
    }

    // Notices.

    /**
     * Tells the hub, so that the device's owner can find it.
     *
     * @param packet kind of the packet
     * @param what what it was about, as a topic
     */
    public void notice(Reason reason, String packet, String what) {
        notices.add(reason, packet, what);
    }

    /** Half a second has passed: tells what was held back, and lets a sender go on that was too quick. */
    public void tick(long now) {
        intake.refill(now);
        notices.tellOverdue(now);
    }

    SessionNotices notices() {
        return notices;
    }
}

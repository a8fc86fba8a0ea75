package org.axletree.mqtt.session;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.axletree.core.door.Admission;
import org.axletree.core.door.SessionState;
import org.axletree.core.door.Telling;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.door.pressure.Footprint;
import org.axletree.door.pressure.Share;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.fanout.Readiness;
import org.axletree.mqtt.fanout.Subscriber;
import org.axletree.mqtt.loop.Tally;
import org.axletree.mqtt.session.attachment.Attachment;
import org.axletree.mqtt.session.attachment.Connection;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.session.context.SessionKey;
import org.axletree.mqtt.session.delivery.Outbound;
import org.axletree.mqtt.session.intake.Intake;
import org.axletree.mqtt.session.subscription.SessionSubscriptions;
import org.axletree.mqtt.session.subscription.SubscribeAnswer;
import org.axletree.mqtt.wire.PublishReader;
import org.axletree.mqtt.wire.SubscriptionRequest;

/**
 * The session of an admitted device: what it subscribed to, what it is to hear, what it said and was not yet told is taken.
 * It may outlive its connection, and then has none for a while. It belongs to one event loop for all of its life, to which
 * its connections come. Touched on that event loop only, but for what says otherwise.
 */
public final class Session implements Subscriber {
    private final SessionContext context;
    private final Outbound outbound;
    private final SessionSubscriptions subscriptions;
    private final Intake intake;
    private final SessionLife life;
    /** These two are asked of every subscriber for every message: kept here, where nothing else has to be looked at. */
    private final int loopNumber;

    private final long storeId;

    /** @param expirySeconds how long it lives without a connection; 0 if it does not */
    Session(SessionContext context, HubTopics topics, Sessions sessions, long expirySeconds) {
        this.context = context;
        this.outbound = new Outbound(context);
        this.subscriptions = new SessionSubscriptions(context, this, topics, outbound);
        this.intake = new Intake(context, this, subscriptions);
        this.life = new SessionLife(this, sessions, expirySeconds);
        this.loopNumber = context.loop().number();
        this.storeId = context.storeId();
    }

    // Its parts.

    SessionContext context() {
        return context;
    }

    /** What it is to hear. */
    Outbound outbound() {
        return outbound;
    }

    SessionSubscriptions subscriptions() {
        return subscriptions;
    }

    /** What the device said and the hub has not finished with. */
    Intake intake() {
        return intake;
    }

    /** Its connections, its expiry and its will. */
    SessionLife life() {
        return life;
    }

    // From any thread.

    SessionKey key() {
        return context.key();
    }

    /** Who it is and what it may do, as of now. */
    public Admission.Admitted rights() {
        return context.rights();
    }

    // On its event loop.

    /** What is counted of its packets. */
    public Tally tally() {
        return context.tally();
    }

    // What the device says.

    /**
     * PUBLISH, in the order of arrival. Acknowledges it when it may.
     *
     * @param publish what was just read
     * @param payload this takes over the caller's reference
     */
    public void publish(PublishReader publish, ByteBuf payload) {
        intake.publish(publish, payload);
    }

    /** PUBREL: answers with PUBCOMP when that may be. */
    public void released(int packetId, int reasonCode) {
        intake.released(packetId);
    }

    /**
     * PUBACK. One for something that was never sent is ignored.
     *
     * @param reasonCode of MQTT 5; 0 in MQTT 3
     * @return false if the packet identifier is in use for something that is not acknowledged in this way
     */
    public boolean acknowledged(int packetId, int reasonCode) {
        boolean fits = outbound.acknowledged(packetId);
        subscriptions.feed();
        return fits;
    }

    /** PUBREC; like {@link #acknowledged}. Answers with PUBREL when that may be. */
    public boolean received(int packetId, int reasonCode) {
        boolean fits = outbound.received(packetId, reasonCode);
        subscriptions.feed();
        return fits;
    }

    /** PUBCOMP; like {@link #acknowledged}. */
    public boolean completed(int packetId, int reasonCode) {
        boolean fits = outbound.completed(packetId);
        subscriptions.feed();
        return fits;
    }

    /** How many QoS 1 and 2 messages of the client wait for PUBACK or PUBCOMP (the receive maximum counts them). */
    public int unacknowledged() {
        return context.attachment().map(Attachment::unacknowledged).orElse(0);
    }

    /** SUBSCRIBE: checks rights and limits, then grants all or nothing (scaleway.md E3). */
    public void subscribe(List<SubscriptionRequest> requests, SubscribeAnswer answer) {
        subscriptions.subscribe(requests, answer);
    }

    /**
     * UNSUBSCRIBE.
     *
     * @param answer is told, when the change survives a crash, which of the filters there had been
     */
    public void unsubscribe(List<SubscriptionFilter> filters, Consumer<List<Boolean>> answer) {
        subscriptions.unsubscribe(filters, answer);
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
        subscriptions.feed();
    }

    /** The connection has ended. What waits for its routes goes on without it. */
    public void detach(Connection connection, Reason reason) {
        life.detach(connection, reason);
    }

    // What it hears.

    @Override
    public int loopNumber() {
        return loopNumber;
    }

    @Override
    public boolean hasSeveralSubscriptions() {
        return subscriptions.areSeveral();
    }

    @Override
    public long storeId() {
        return storeId;
    }

    @Override
    public Readiness readiness() {
        return outbound.readiness();
    }

    @Override
    public void deliver(OutboundMessage message, Grant grant) {
        if (life.hasEnded()) {
            outbound.refuse(message, grant, life.passesOn());
        } else {
            outbound.deliver(message, grant);
        }
    }

    /**
     * A message comes that is for this device alone; it gets it if it hears the topic.
     *
     * @param message stays the caller's; who keeps it retains it
     * @param awaiting hears what becomes of it; once, on the session's event loop
     */
    void tell(OutboundMessage message, Consumer<Telling> awaiting) {
        Optional<Grant> grant = life.hasEnded()
                ? Optional.empty()
                : subscriptions.grantOf(message.topic().text());
        if (grant.isPresent()) {
            outbound.tell(message, grant.get(), this, awaiting);
        } else {
            awaiting.accept(Telling.ABSENT);
        }
    }

    /** As people look at it. */
    SessionState state(long now) {
        return new SessionState(
                key().clientId(),
                context.attachment()
                        .map(present -> new SessionState.Line(
                                present.connection().remoteAddress(),
                                present.terms().version().title(),
                                present.connection().security())),
                life.expirySeconds(),
                life.endsInSeconds(now),
                outbound.waitingMessages(),
                outbound.waitingBytes(),
                outbound.inFlight(),
                subscriptions.heard());
    }

    // Its rights.

    /** Takes over new rights, unless it has newer ones; what they no longer allow ends. */
    public void refresh(Admission.Admitted admitted) {
        if (life.hasEnded() || admitted.revision() <= rights().revision()) {
            return;
        }
        context.allow(admitted);
        subscriptions.keepOnly(admitted);
        outbound.keepOnly(message ->
                admitted.filters().subscribe().permitsTopic(message.topic().text()));
    }

    /** Counts it towards the allowance of its hub; answers whether there is room. @param anyway whether or not there is */
    boolean takeRoom(boolean anyway) {
        Share share = context.share();
        if (!context.isLasting()) {
            // What lives no longer than its connection is bounded by the number of connections.
            share.takeAnyway(Footprint.text(key().clientId()));
            return true;
        }
        int footprint = Footprint.session(key().clientId());
        if (anyway) {
            share.takeAnyway(footprint);
            return true;
        }
        return share.take(footprint);
    }

    /** What its connection takes of the hub's allowance. There must be one. */
    public Share connectionShare() {
        return context.attachment().orElseThrow().share();
    }

    /** Nobody has said yet what it may do, since it came back from a restart: what its device may do now. */
    void lendRights(Admission.Admitted admitted) {
        if (rights().revision() == SessionRecovery.BEFORE_ALL_REVISIONS) {
            refresh(admitted);
        }
    }

    // Notices.

    /**
     * Tells the hub, so that the device's owner can find it.
     *
     * @param packet kind of the packet
     * @param what what it was about, as a topic
     */
    public void notice(Reason reason, String packet, String what) {
        context.notice(reason, packet, what);
    }

    /** Half a second has passed: tells what was held back, and lets a sender go on that was too quick. */
    public void tick(long now) {
        intake.refill(now);
        context.tellOverdue(now);
    }
}

package org.axletree.mqtt.connection;

import io.netty.channel.Channel;
import java.util.Optional;
import java.util.OptionalInt;
import org.axletree.core.door.Admission;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Share;
import org.axletree.mqtt.loop.Deadlines;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.loop.LoopNotices;
import org.axletree.mqtt.session.Session;
import org.axletree.mqtt.session.attachment.Connection;
import org.axletree.mqtt.session.attachment.Outbox;
import org.axletree.mqtt.wire.MqttVersion;
import org.axletree.mqtt.wire.PacketDecoder;
import org.axletree.mqtt.wire.PacketWriter;

/** One connection from accept to close: before CONNECT, before the gate's answer, with a session, over. */
public final class MqttConnection implements Connection, Loop.Watched {
    private static final int MOST_BYTES_OF_CONNECT = 128 * 1024;

    private final DoorContext door;
    private final LoopBinding binding;
    private final Channel channel;
    private final Outbox outbox;
    private final Peer peer;
    private final TlsListener tlsListener;
    private final ConnectionAccounting accounting;
    private final PacketDecoder decoder;
    private final PeerLiveness liveness;

    private State state = State.BEFORE_CONNECT;
    private long arrival;
    private volatile boolean over;
    /** Null before there is one: this is asked for every packet. */
    private Session session;

    private Reason endReason = Reason.CONNECTION_LOST;
    private Optional<ConnectNegotiation> negotiation = Optional.empty();
    private Optional<Deadlines.Due> credentialEnd = Optional.empty();

    private enum State {
        BEFORE_CONNECT,
        BEFORE_ADMISSION,
        /** It is the client's turn to prove itself (MQTT 5 section 4.12). */
        BEFORE_PROOF,
        IN_SESSION,
        OVER
    }

    private MqttConnection(
            Channel channel, Loop loop, DoorContext door, String remoteAddress, TlsListener tlsListener) {
        this.channel = channel;
        this.liveness = new PeerLiveness(channel, door.limits().maxUnreadSeconds());
        this.binding = new LoopBinding(channel, loop);
        this.door = door;
        this.peer = new Peer(door.connectionIds().incrementAndGet(), remoteAddress);
        this.tlsListener = tlsListener;
        this.accounting = new ConnectionAccounting(peer.id());
        this.outbox = new Outbox(channel, loop);
        Share ofStrangers = new Share(door.sessions().allowances().ofStrangers());
        this.decoder = new PacketDecoder(new PacketDispatcher(this), MOST_BYTES_OF_CONNECT, ofStrangers);
    }

    /** Puts codec and connection at the end of the pipeline of a channel that has just been accepted. */
    public static void install(
            Channel channel, Loop loop, DoorContext door, String remoteAddress, TlsListener tlsListener) {
        MqttConnection connection = new MqttConnection(channel, loop, door, remoteAddress, tlsListener);
        channel.pipeline().addLast(connection.decoder).addLast(new ChannelEvents(connection));
    }

    @Override
    public void check(long now) {
        if (state == State.BEFORE_ADMISSION) {
            return;
        }
        if (session != null) {
            session.tick(now);
            accounting.countNowAndThen(loop().inflow().observation(), session.rights(), outbox, now);
        }
        boolean crowded = door.sessions().allowances().memory().isHigh();
        liveness.givesUp(now, crowded).ifPresent(this::giveUp);
    }

    private void giveUp(Reason reason) {
        if (reason == Reason.SUBSCRIBER_TOO_SLOW) {
            fail(reason, "connection", "reads nothing");
            return;
        }
        if (state == State.BEFORE_PROOF) {
            notice(Reason.AUTHENTICATION_TIMEOUT, "AUTH", "");
            refuse(Reason.AUTHENTICATION_TIMEOUT);
            return;
        }
        if (reason == Reason.CONNECT_TIMEOUT) {
            notice(reason, "CONNECT", "");
        }
        close(reason);
    }

    // For the handlers.

    @Override
    public Loop loop() {
        return binding.loop();
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    DoorContext door() {
        return door;
    }

    Peer peer() {
        return peer;
    }

    /** Whether the peer reads what it is sent has changed. */
    void writabilityChanged() {
        if (liveness.changed(loop().now()) && session != null) {
            session.writable();
        }
    }

    /** A packet came from the peer. */
    void heard() {
        accounting.received();
        hears();
    }

    /** It is a PUBLISH. */
    void published() {
        accounting.published();
    }

    /** A part of a packet came: a long one may take longer than the keep-alive. */
    void hears() {
        liveness.heard(loop().now());
    }

    boolean isBeforeConnect() {
        return state == State.BEFORE_CONNECT;
    }

    boolean isBeforeProof() {
        return state == State.BEFORE_PROOF;
    }

    /** Null before and after. */
    Session sessionOrNull() {
        return state == State.IN_SESSION ? session : null;
    }

    MqttVersion version() {
        return writer().version();
    }

    /** The client says which version it speaks. */
    void speaks(MqttVersion spoken) {
        outbox.writesBy(new PacketWriter(spoken));
        if (spoken == MqttVersion.MQTT_5) {
            decoder.requireShortest();
        }
    }

    /** Empty before there is a session. */
    Optional<ConnectNegotiation> negotiation() {
        return negotiation;
    }

    TlsListener tlsListener() {
        return tlsListener;
    }

    PacketWriter writer() {
        return outbox.writer();
    }

    /** CONNECT came: nothing more is read until the gate has answered. */
    void waitForAdmission() {
        state = State.BEFORE_ADMISSION;
        arrival = door.sessions().nextArrival();
        setReading(false);
        decoder.pause();
    }

    /** The gate has answered with a question: the client is read from again, until it has answered that. */
    void waitForProof() {
        state = State.BEFORE_PROOF;
        setReading(true);
        decoder.resume();
    }

    @Override
    public void moveTo(Loop other, Runnable arrived) {
        binding.move(this, other, arrived);
    }

    /** As if the peer had gone. */
    void lose() {
        close(Reason.CONNECTION_LOST);
    }

    /**
     * It has a session.
     *
     * @param present whether the session was there before
     * @param admitted what it was let in with: its credential ends with this, whatever its rights become
     */
    void enter(Session entered, ConnectNegotiation made, boolean present, Admission.Admitted admitted) {
        session = entered;
        negotiation = Optional.of(made);
        state = State.IN_SESSION;
        outbox.send(writer().connAck(made.welcome(entered.rights(), present)));
        liveness.inSession(made.keepAliveSeconds(entered.rights()));
        decoder.within(new Share(
                door.sessions().allowances().receiving(entered.rights().hubId())));
        decoder.limit(made.mostBytes(entered.rights()));
        admitted.rules().validUntil().ifPresent(this::endAt);
        setReading(true);
        entered.begin();
        decoder.resume();
    }

    private void endAt(long millis) {
        credentialEnd = Optional.of(loop().deadlines()
                .add(
                        millis - loop().clock().lead(),
                        now -> fail(Reason.CREDENTIAL_EXPIRED, "connection:", "its credential has ended")));
    }

    /** Answers the CONNECT with the reason's code and closes. */
    void refuse(Reason reason) {
        refuse(reason, "", OptionalInt.empty());
    }

    /**
     * The same.
     *
     * @param serverReference where else the client should go; may be empty
     * @param code the return code of MQTT 3, where it is not that of the reason
     */
    void refuse(Reason reason, String serverReference, OptionalInt code) {
        if (state == State.OVER) {
            return;
        }
        end(reason);
        if (isUnproved(reason)) {
            tlsListener.unproved();
        }
        byte[] connAck = writer().connAck(reason, serverReference, code);
        if (writer().isShortEnough(connAck)) {
            outbox.send(connAck);
        }
        outbox.sendAllAndClose();
    }

    private boolean isUnproved(Reason reason) {
        return peer.security() == ConnectionSecurity.SERVER_TLS
                && (reason == Reason.UNIDENTIFIED || reason == Reason.MUTUAL_TLS_REQUIRED);
    }

    /** Answers a packet; a client that takes no answer as long as that cannot be told, and has to go. */
    void answer(String packet, byte[] answer) {
        if (writer().isShortEnough(answer)) {
            outbox.send(answer);
        } else {
            fail(Reason.PACKET_TOO_LARGE, packet, "its answer has " + answer.length + " bytes");
        }
    }

    /** Tells the hub what was wrong, and closes. What is over already fails no more: the hub is told once. */
    void fail(Reason reason, String packet, String what) {
        if (state == State.OVER) {
            return;
        }
        notice(reason, packet, what);
        close(reason, LoopNotices.text(packet, what));
    }

    void notice(Reason reason, String packet, String what) {
        if (session != null) {
            session.notice(reason, packet, what);
        } else {
            loop().notices().tellOfStranger(reason, LoopNotices.text(packet, what), remoteAddress());
        }
    }

    /** From any thread. */
    @Override
    public boolean isOver() {
        return over;
    }

    Reason endReason() {
        return endReason;
    }

    /** Tells the hub that the connection has gone. */
    void depart(Admission.Admitted admitted, Reason reason) {
        accounting.departed(loop().inflow().observation(), admitted, reason);
    }

    /** Unique among all connections of this process. */
    long id() {
        return peer.id();
    }

    @Override
    public ConnectionSecurity security() {
        return peer.security();
    }

    @Override
    public long arrival() {
        return arrival;
    }

    @Override
    public String remoteAddress() {
        return peer.remoteAddress();
    }

    @Override
    public void setReading(boolean wanted) {
        liveness.want(wanted, loop().now());
    }

    @Override
    public void stopReading() {
        liveness.end();
    }

    @Override
    public void close(Reason reason) {
        close(reason, "");
    }

    @Override
    public void redirect(String serverReference) {
        close(Reason.HUB_MOVED, "", serverReference);
    }

    /** @param what was wrong, for the peer */
    private void close(Reason reason, String what) {
        close(reason, what, "");
    }

    private void close(Reason reason, String what, String serverReference) {
        if (state == State.OVER) {
            return;
        }
        boolean farewell =
                state == State.IN_SESSION && reason != Reason.DISCONNECTED && reason != Reason.CONNECTION_LOST;
        end(reason);
        if (farewell) {
            // MQTT-3.14.0-1, MQTT 5 section 4.13
            outbox.send(writer().disconnect(reason, what, serverReference));
        }
        outbox.flushLast();
        channel.close();
    }

    /** The peer has gone. */
    void lost() {
        end(Reason.CONNECTION_LOST);
    }

    private void end(Reason reason) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        over = true;
        endReason = reason;
        loop().unwatch(this);
        credentialEnd.ifPresent(loop().deadlines()::remove);
        decoder.stop();
        if (session != null) {
            Admission.Admitted rights = session.rights();
            accounting.count(loop().inflow().observation(), rights, outbox);
            session.detach(this, reason);
            depart(rights, reason);
        }
    }
}

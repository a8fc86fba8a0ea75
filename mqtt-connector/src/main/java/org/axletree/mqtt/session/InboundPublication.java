package org.axletree.mqtt.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Screening;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.Attachment;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.inflow.LaneMessage;
import org.axletree.mqtt.loop.Screened;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.RawProperties;
import org.axletree.mqtt.wire.TopicName;

/** A message that a device published, over the buffer it was read into. */
public final class InboundPublication implements LaneMessage, Screened {
    private static final Runnable NOTHING = () -> {};

    private final Session session;
    private final Admission.Admitted sender;
    private final TopicName topic;
    private final Qos qos;
    private final boolean retain;
    private final int packetId;
    private final RawProperties properties;
    private final Optional<Attachment> attachment;
    private final Runnable onFinished;
    private final boolean dup;
    private boolean known;
    private boolean routed;
    private boolean unheard;
    private Optional<Reason> refusal = Optional.empty();
    private Optional<OutboundMessage> answer = Optional.empty();
    private ByteBuf payload;
    private long receivedAt;
    private State state = State.WAITING;

    /** How far it has come. */
    enum State {
        /** Not screened, or not yet committed. */
        WAITING,
        /** To be fanned out and acknowledged as soon as it is its turn. */
        COMMITTED,
        /** To be acknowledged as soon as it is its turn, and nothing else. */
        DROPPED,
        /** The hub failed with it: nobody is told anything. */
        LOST
    }

    /**
     * @param dup whether the client may have sent it before
     * @param packetId 0 for QoS 0
     * @param payload this takes over the caller's reference
     */
    public InboundPublication(
            Session session,
            TopicName topic,
            Qos qos,
            boolean retain,
            boolean dup,
            int packetId,
            RawProperties properties,
            ByteBuf payload) {
        this(session, session.life().attachment(), topic, qos, retain, dup, packetId, properties, payload, NOTHING);
    }

    private InboundPublication(
            Session session,
            Optional<Attachment> attachment,
            TopicName topic,
            Qos qos,
            boolean retain,
            boolean dup,
            int packetId,
            RawProperties properties,
            ByteBuf payload,
            Runnable onFinished) {
        this.session = session;
        this.dup = dup;
        this.attachment = attachment;
        this.onFinished = onFinished;
        this.sender = session.rights();
        this.topic = topic;
        this.qos = qos;
        this.retain = retain;
        this.packetId = packetId;
        this.properties = properties;
        this.payload = payload;
    }

    /**
     * What a client left to be said: nobody is told that it was.
     *
     * @param onFinished runs in the turn in which its routes have it and it is written down for whoever is to have it later
     */
    static InboundPublication ofWill(
            Session session,
            TopicName topic,
            Qos qos,
            boolean retain,
            RawProperties properties,
            ByteBuf payload,
            Runnable onFinished) {
        return new InboundPublication(
                session, Optional.empty(), topic, qos, retain, false, 0, properties, payload, onFinished);
    }

    /** Nothing is left to do with it. */
    void finished() {
        onFinished.run();
    }

    /** The connection it came on, if that is still the session's. */
    Optional<Attachment> attachment() {
        return attachment.isPresent() && attachment.equals(session.life().attachment()) ? attachment : Optional.empty();
    }

    /** It is not passed on. */
    void refuse(Reason reason) {
        state = State.DROPPED;
        refusal = Optional.of(reason);
    }

    /** It was a request to the hub, which is done with it. */
    void answered(Reply reply) {
        state = State.DROPPED;
        refusal = reply.refusal();
        answer = Optional.of(OutboundMessage.of(reply.message()));
    }

    /** What the hub says to it, for the connection that it came on. */
    Optional<OutboundMessage> answer() {
        return answer;
    }

    Optional<Reason> refusal() {
        return refusal;
    }

    /** It goes to the queues of routes. */
    void routed() {
        routed = true;
    }

    /** Nobody had subscribed to its topic. */
    void unheard() {
        unheard = true;
    }

    /** Whether nobody got it, neither a subscriber nor a route. */
    boolean isOfNoUse() {
        return unheard && !routed && !retain;
    }

    /** It has been received before (QoS 2), and is only to be acknowledged again. */
    void known() {
        known = true;
    }

    boolean isKnown() {
        return known;
    }

    /** The same on its way out. */
    OutboundMessage outbound() {
        long expiry = properties.expirySeconds();
        return new OutboundMessage(
                topic,
                qos,
                retain,
                expiry == RawProperties.NEVER ? StoredMessage.NEVER : receivedAt + TimeUnit.SECONDS.toMillis(expiry),
                properties.forwarded(),
                payload);
    }

    @Override
    public void receivedAt(long millis) {
        receivedAt = millis;
    }

    @Override
    public void screened(Screening answer) {
        session.intake().screened(this, answer);
    }

    @Override
    public void lose() {
        session.intake().lose(this);
    }

    int packetId() {
        return packetId;
    }

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
    }

    /** Copies the payload out of the buffer that it was read into with its neighbours, since it will stay a while. */
    void settleIn() {
        int size = payload.readableBytes();
        ByteBuf own = payload.alloc().buffer(size, Math.max(size, 1));
        own.writeBytes(payload, payload.readerIndex(), size);
        payload.release();
        payload = own;
    }

    @Override
    public void release() {
        payload.release();
    }

    @Override
    public Executor home() {
        return session.loop().eventLoop();
    }

    @Override
    public void committed() {
        state = State.COMMITTED;
        session.intake().settle();
    }

    @Override
    public void abandoned() {
        session.intake().abandon();
    }

    @Override
    public Admission.Admitted sender() {
        return sender;
    }

    @Override
    public String topic() {
        return topic.text();
    }

    @Override
    public Qos qos() {
        return qos;
    }

    @Override
    public boolean repeated() {
        return dup;
    }

    @Override
    public boolean retain() {
        return retain;
    }

    @Override
    public long receivedAt() {
        return receivedAt;
    }

    @Override
    public byte[] payload() {
        return ByteBufUtil.getBytes(payload, payload.readerIndex(), payload.readableBytes(), true);
    }

    @Override
    public int payloadSize() {
        return payload.readableBytes();
    }

    @Override
    public MessageProperties properties() {
        return properties.read();
    }
}

package org.axletree.mqtt.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.concurrent.Executor;
import org.axletree.core.door.Admission;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.mqtt.inflow.LaneMessage;
import org.axletree.mqtt.wire.TopicName;

/** A message that a device published, over the buffer it was read into. */
public final class InboundPublication implements LaneMessage {
    private final Session session;
    private final Admission.Admitted sender;
    private final TopicName topic;
    private final Qos qos;
    private final boolean retain;
    private final int packetId;
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
        DROPPED
    }

    /**
     * @param packetId 0 for QoS 0
     * @param payload this takes over the caller's reference
     */
    public InboundPublication(
            Session session, TopicName topic, Qos qos, boolean retain, int packetId, ByteBuf payload) {
        this.session = session;
        this.sender = session.rights();
        this.topic = topic;
        this.qos = qos;
        this.retain = retain;
        this.packetId = packetId;
        this.payload = payload;
    }

    void receivedAt(long millis) {
        receivedAt = millis;
    }

    Session session() {
        return session;
    }

    TopicName topicName() {
        return topic;
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

    ByteBuf buffer() {
        return payload;
    }

    /** Copies the payload out of the buffer that it was read into with its neighbours, since it will stay a while. */
    void settleIn() {
        int size = payload.readableBytes();
        ByteBuf own = payload.alloc().buffer(size, Math.max(size, 1));
        own.writeBytes(payload, payload.readerIndex(), size);
        payload.release();
        payload = own;
    }

    void release() {
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
        return MessageProperties.NONE;
    }
}

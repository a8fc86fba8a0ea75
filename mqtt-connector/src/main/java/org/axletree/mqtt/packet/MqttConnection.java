package org.axletree.mqtt.packet;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Admission;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.session.Connection;
import org.axletree.mqtt.session.Loop;
import org.axletree.mqtt.session.Outbox;
import org.axletree.mqtt.session.Session;

/** One connection from accept to close: before CONNECT, before the gate's answer, with a session, over. */
public final class MqttConnection extends ChannelInboundHandlerAdapter implements Connection, Loop.Watched {
    private static final Logger LOG = Logger.getLogger(MqttConnection.class.getName());
    private static final long CONNECT_WITHIN = TimeUnit.SECONDS.toNanos(10);
    private static final String DECODER = "mqtt-decoder";
    private static final int MOST_BYTES_OF_CONNECT = 64 * 1024;
    private static final int MOST_BYTES_OF_STRING = 65_535;
    /** Fixed header, lengths and packet identifier around topic and payload. */
    private static final int OVERHEAD_OF_PUBLISH = 16;

    private final Reception reception;
    private final Loop loop;
    private final Channel channel;
    private final Outbox outbox;
    private final String remoteAddress;
    private final long id;
    private final long openedAt = System.nanoTime();

    private State state = State.BEFORE_CONNECT;
    private List<X509Certificate> clientCertificates = List.of();
    private volatile ConnectionSecurity security = ConnectionSecurity.PLAIN;
    private volatile boolean over;
    private Optional<Session> session = Optional.empty();
    private Reason endReason = Reason.CONNECTION_LOST;
    private boolean mqtt5;
    private boolean readingStopped;
    private long keepAliveNanos;
    private long readAt;

    private enum State {
        BEFORE_CONNECT,
        BEFORE_ADMISSION,
        IN_SESSION,
        OVER
    }

    private MqttConnection(Channel channel, Loop loop, Reception reception, String remoteAddress) {
        this.channel = channel;
        this.loop = loop;
        this.reception = reception;
        this.remoteAddress = remoteAddress;
        this.outbox = new Outbox(channel, loop);
        this.id = reception.connectionIds().incrementAndGet();
    }

    /** Puts codec and connection at the end of the pipeline of a channel that has just been accepted. */
    public static void install(Channel channel, Loop loop, Reception reception, String remoteAddress) {
        channel.pipeline()
                .addLast(DECODER, new MqttDecoder(MOST_BYTES_OF_CONNECT, MOST_BYTES_OF_STRING))
                .addLast(MqttEncoder.INSTANCE)
                .addLast(new MqttConnection(channel, loop, reception, remoteAddress));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        loop.watch(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        if (state == State.OVER || !(read instanceof MqttMessage message)) {
            ReferenceCountUtil.release(read);
            return;
        }
        readAt = loop.now();
        if (message.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            undecodable(message, message.decoderResult().cause());
            return;
        }
        MqttMessageType type = message.fixedHeader().messageType();
        if (state == State.IN_SESSION) {
            Optional<PacketHandler> handler = PacketHandlers.of(type);
            if (handler.isPresent()) {
                handler.get().handle(this, session.orElseThrow(), message);
                return;
            }
        } else if (state == State.BEFORE_CONNECT && message instanceof MqttConnectMessage connect) {
            ConnectHandler.handle(this, connect);
            return;
        }
        ReferenceCountUtil.release(message);
        fail(Reason.PROTOCOL_ERROR, type.name(), state == State.BEFORE_CONNECT ? "before CONNECT" : "out of place");
    }

    private void undecodable(MqttMessage message, Throwable cause) {
        boolean connecting = state == State.BEFORE_CONNECT;
        if (connecting && cause instanceof MqttUnacceptableProtocolVersionException) {
            notice(Reason.PROTOCOL_VERSION_UNSUPPORTED, "CONNECT:", cause.getMessage());
            refuse(Reason.PROTOCOL_VERSION_UNSUPPORTED);
        } else if (connecting && cause instanceof MqttIdentifierRejectedException) {
            notice(Reason.CLIENT_ID_REQUIRED, "CONNECT", "");
            refuse(Reason.CLIENT_ID_REQUIRED);
        } else {
            String kind = message.fixedHeader() == null
                    ? "packet"
                    : message.fixedHeader().messageType().toString();
            boolean tooLarge = session.isPresent() && cause instanceof TooLongFrameException;
            fail(tooLarge ? Reason.PAYLOAD_TOO_LARGE : Reason.MALFORMED_PACKET, kind + ":", cause.getMessage());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            session.ifPresent(Session::writable);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        TlsOutcome.of(event, channel.pipeline().get(SslHandler.class)).ifPresent(this::secured);
    }

    private void secured(TlsOutcome outcome) {
        if (outcome.problem().isPresent()) {
            fail(Reason.PROTOCOL_ERROR, "TLS handshake:", outcome.problem().get());
            return;
        }
        clientCertificates = outcome.certificates();
        security = clientCertificates.isEmpty() ? ConnectionSecurity.SERVER_TLS : ConnectionSecurity.MUTUAL_TLS;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(Reason.CONNECTION_LOST);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (TlsOutcome.isAboutTls(cause) || cause instanceof IOException) {
            // The handshake's end tells the reason, the peer's leaving needs none.
            close(Reason.CONNECTION_LOST);
            return;
        }
        LOG.log(Level.SEVERE, cause, () -> "Connection " + id + " of " + remoteAddress + " failed");
        close(Reason.INTERNAL_ERROR);
    }

    @Override
    public void check(long now) {
        if (state == State.BEFORE_CONNECT && now - openedAt > CONNECT_WITHIN) {
            fail(Reason.CONNECT_TIMEOUT, "CONNECT", "");
            return;
        }
        session.ifPresent(present -> present.tellOverdue(now));
        if (state == State.IN_SESSION
                && keepAliveNanos > 0
                && channel.config().isAutoRead()
                && now - readAt > keepAliveNanos) {
            close(Reason.KEEP_ALIVE_TIMEOUT);
        }
    }

    // For the handlers.

    Loop loop() {
        return loop;
    }

    Outbox outbox() {
        return outbox;
    }

    Reception reception() {
        return reception;
    }

    List<X509Certificate> clientCertificates() {
        return clientCertificates;
    }

    /** The client speaks MQTT 5: it is refused in the words of its own version. */
    void speaksMqtt5() {
        mqtt5 = true;
    }

    void keepAlive(int seconds) {
        // One and a half periods (MQTT-3.1.2-24), and a second since the loop's time may be half a second old.
        keepAliveNanos = seconds == 0 ? 0 : TimeUnit.MILLISECONDS.toNanos(1_500L * seconds + 1_000);
    }

    /** Nothing more is read until the gate has answered. */
    void waitForAdmission() {
        state = State.BEFORE_ADMISSION;
        channel.config().setAutoRead(false);
        channel.pipeline().replace(DECODER, DECODER, new Doorstep());
    }

    void enter(Session entered) {
        session = Optional.of(entered);
        state = State.IN_SESSION;
        readAt = loop.now();
        outbox.send(MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                .sessionPresent(false)
                .build());
        int mostBytes = (int) Math.min(
                Integer.MAX_VALUE,
                (long) entered.rights().limits().maxPayloadBytes() + MOST_BYTES_OF_STRING + OVERHEAD_OF_PUBLISH);
        setReading(true);
        channel.pipeline().replace(DECODER, DECODER, new MqttDecoder(mostBytes, MOST_BYTES_OF_STRING));
    }

    /** Answers the CONNECT with the reason's code and closes. */
    void refuse(Reason reason) {
        if (state == State.OVER) {
            return;
        }
        end(reason);
        int code = mqtt5 ? reason.mqtt5Code() : reason.connackCode();
        outbox.sendLast(MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.valueOf((byte) code))
                .sessionPresent(false)
                .build());
    }

    /** Tells the hub what was wrong, and closes. */
    void fail(Reason reason, String packet, String what) {
        notice(reason, packet, what);
        close(reason);
    }

    void notice(Reason reason, String packet, String what) {
        if (session.isPresent()) {
            session.get().notice(reason, packet, what);
        } else {
            loop.noticeStranger(reason, what.isEmpty() ? packet : packet + " " + what, remoteAddress);
        }
    }

    /** Whether the connection has ended. From any thread. */
    boolean isOver() {
        return over;
    }

    Reason endReason() {
        return endReason;
    }

    void depart(Admission.Admitted admitted, Reason reason) {
        try {
            loop.inflow().departed(id, admitted, reason);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The hub did not take a departure", e);
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public ConnectionSecurity security() {
        return security;
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public void setReading(boolean reading) {
        if (reading) {
            // The time in which nobody read does not count against the peer.
            readAt = loop.now();
        }
        channel.config().setAutoRead(reading && !readingStopped);
    }

    @Override
    public void stopReading() {
        readingStopped = true;
        setReading(false);
    }

    @Override
    public void close(Reason reason) {
        if (state != State.OVER) {
            end(reason);
            outbox.flushLast();
            channel.close();
        }
    }

    private void end(Reason reason) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        over = true;
        endReason = reason;
        loop.unwatch(this);
        session.ifPresent(ended -> {
            reception.sessions().remove(ended);
            ended.end();
            depart(ended.rights(), reason);
        });
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        outbox.discard();
    }
}

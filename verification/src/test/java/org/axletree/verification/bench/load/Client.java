package org.axletree.verification.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axletree.verification.bench.broker.Credentials;

/** One MQTT connection. Everything happens on the generator's event loop. */
class Client extends ChannelInboundHandlerAdapter {
    private static final int FAILURE = 0x80;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int ROOM_FOR_UNFINISHED = 128 * 1024;

    private final Credentials credentials;
    private final boolean cleanSession;
    private final CompletableFuture<Client> accepted = new CompletableFuture<>();

    private CompletableFuture<Client> subscribed = new CompletableFuture<>();
    private Channel channel;
    private ByteBuf unfinished;
    private boolean leaving;

    Client(Credentials credentials, boolean cleanSession) {
        this.credentials = credentials;
        this.cleanSession = cleanSession;
    }

    Credentials credentials() {
        return credentials;
    }

    Channel channel() {
        return channel;
    }

    /** Done when the broker has accepted the connection. */
    CompletableFuture<Client> accepted() {
        return accepted;
    }

    boolean isConnected() {
        return accepted.isDone() && !accepted.isCompletedExceptionally() && channel.isActive();
    }

    /** Done when the broker has granted all filters. */
    CompletableFuture<Client> subscribe(int qos, List<String> filters) {
        subscribed = new CompletableFuture<>();
        channel.writeAndFlush(Packets.subscribe(1, qos, filters), channel.voidPromise());
        return subscribed;
    }

    void ping() {
        channel.writeAndFlush(Packets.pingRequest(), channel.voidPromise());
    }

    void leave() {
        leaving = true;
        if (channel != null && channel.isActive()) {
            channel.writeAndFlush(Packets.disconnect()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Goes without a word, and without leaving the port occupied. */
    void vanish() {
        leaving = true;
        if (channel != null && channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    // What the broker says. The packet's body lies in the buffer from offset on.

    void onPublish(int firstByte, ByteBuf packet, int offset, int length) {}

    void onAcknowledgement(int kind, int packetId) {}

    void onLost(String how) {}

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (!Dialer.isSecure(channel)) {
            sendConnect();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                sendConnect();
            } else {
                refused(handshake.cause());
            }
        }
    }

    private void sendConnect() {
        channel.writeAndFlush(Packets.connect(credentials, cleanSession, KEEP_ALIVE_SECONDS), channel.voidPromise());
    }

    void refused(Throwable cause) {
        accepted.completeExceptionally(cause);
        subscribed.completeExceptionally(cause);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        try {
            if (unfinished == null) {
                packetsOf(read);
                if (read.isReadable()) {
                    unfinished = context.alloc()
                            .directBuffer(Math.max(ROOM_FOR_UNFINISHED, read.readableBytes() * 2))
                            .writeBytes(read);
                }
                return;
            }
            unfinished.writeBytes(read);
            packetsOf(unfinished);
            if (!unfinished.isReadable()) {
                forgetUnfinished();
            } else if (unfinished.readerIndex() > ROOM_FOR_UNFINISHED / 2) {
                unfinished.discardReadBytes();
            }
        } finally {
            read.release();
        }
    }

    private void packetsOf(ByteBuf buffer) {
        int at = buffer.readerIndex();
        int end = buffer.writerIndex();
        while (end - at >= 2) {
            int body = at + 1;
            int length = 0;
            int shift = 0;
            int digit;
            do {
                if (body == end) {
                    buffer.readerIndex(at);
                    return;
                }
                digit = buffer.getByte(body++);
                length |= (digit & 0x7F) << shift;
                shift += 7;
            } while (digit < 0);
            if (end - body < length) {
                break;
            }
            packet(buffer.getUnsignedByte(at), buffer, body, length);
            at = body + length;
        }
        buffer.readerIndex(at);
    }

    private void packet(int firstByte, ByteBuf buffer, int offset, int length) {
        switch (firstByte >> 4) {
            case Packets.PUBLISH -> onPublish(firstByte, buffer, offset, length);
            case Packets.PUBACK, Packets.PUBREC, Packets.PUBREL, Packets.PUBCOMP ->
                onAcknowledgement(firstByte >> 4, buffer.getUnsignedShort(offset));
            case Packets.CONNACK -> {
                int code = buffer.getByte(offset + 1);
                if (code == 0) {
                    accepted.complete(this);
                } else {
                    refused(new IllegalStateException("CONNACK with code " + code));
                }
            }
            case Packets.SUBACK -> granted(buffer, offset + 2, offset + length);
            default -> {}
        }
    }

    private void granted(ByteBuf buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer.getUnsignedByte(i) >= FAILURE) {
                subscribed.completeExceptionally(new IllegalStateException("SUBACK with a failure"));
                return;
            }
        }
        subscribed.complete(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forgetUnfinished();
        refused(new IllegalStateException("the broker closed the connection"));
        if (!leaving) {
            onLost("a connection was closed by the broker");
        }
    }

    private void forgetUnfinished() {
        if (unfinished != null) {
            unfinished.release();
            unfinished = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refused(cause);
        context.close();
    }
}

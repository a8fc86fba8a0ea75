package org.axletree.mqtt.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Waits for the header of the PROXY protocol, version 1 or 2, that says who is behind a proxy. Without one there is no
 * connection: on such a port nobody but the proxy is to be believed.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    private static final int WITHIN_SECONDS = 10;
    /** The extra fields of version 2, as the name that TLS was asked for. */
    private static final int MOST_EXTRA_BYTES = 4 * 1024;

    private final BiConsumer<Channel, Optional<Peer>> continuation;
    private final Consumer<String> missing;
    private Optional<ScheduledFuture<?>> timeout = Optional.empty();
    private boolean over;

    /**
     * @param continuation goes on with whoever the proxy named; with nobody if it named none, as for its own health check
     * @param missing hears what was wrong
     */
    ProxyHeader(BiConsumer<Channel, Optional<Peer>> continuation, Consumer<String> missing) {
        this.continuation = continuation;
        this.missing = missing;
    }

    void install(Channel channel) {
        channel.pipeline()
                .addLast(new FirstByte())
                .addLast(new HAProxyMessageDecoder(MOST_EXTRA_BYTES, true))
                .addLast(this);
    }

    /** Somebody who says something else would not say enough for the decoder to see it. */
    private static final class FirstByte extends ChannelInboundHandlerAdapter {
        private static final int VERSION_1 = 'P';
        private static final int VERSION_2 = '\r';

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            int first = bytes.getByte(bytes.readerIndex());
            if (first == VERSION_1 || first == VERSION_2) {
                context.fireChannelRead(bytes);
                context.pipeline().remove(this);
            } else {
                bytes.release();
                context.fireExceptionCaught(new HAProxyProtocolException("another protocol"));
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        timeout = Optional.of(
                context.executor().schedule(() -> fail(context, "none in time"), WITHIN_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HAProxyMessage header && !over) {
            Optional<Peer> peer = peerOf(header);
            header.release();
            end();
            // What came behind the header goes to those who are installed now, when the decoder leaves.
            context.pipeline().remove(this);
            continuation.accept(context.channel(), peer);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private static Optional<Peer> peerOf(HAProxyMessage header) {
        boolean named = header.command() == HAProxyCommand.PROXY && header.sourceAddress() != null;
        boolean tcp = named
                && switch (header.proxiedProtocol()) {
                    case TCP4, TCP6 -> true;
                    default -> false;
                };
        return tcp ? Optional.of(new Peer(header.sourceAddress(), header.sourcePort())) : Optional.empty();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable flaw = cause.getCause() instanceof HAProxyProtocolException wrapped ? wrapped : cause;
        // What came of yet another exception speaks of classes, and to nobody.
        fail(context, flaw.getCause() == null ? String.valueOf(flaw.getMessage()) : "malformed");
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    private void fail(ChannelHandlerContext context, String what) {
        if (!over) {
            end();
            missing.accept(what + " (expected: version 1 or 2)");
            context.close();
        }
    }

    private void end() {
        over = true;
        timeout.ifPresent(scheduled -> scheduled.cancel(false));
    }
}

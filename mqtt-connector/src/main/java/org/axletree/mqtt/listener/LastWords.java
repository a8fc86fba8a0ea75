package org.axletree.mqtt.listener;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Lets the peer read the last thing it is told, a TLS alert or a CONNACK. If a socket is closed while it holds unread bytes,
 * TCP resets the connection and the peer may never see what was sent before; so this says first that nothing more will
 * come, and reads and forgets what the peer still sends until it has closed too, or for half a second.
 */
final class LastWords extends ChannelDuplexHandler {
    private static final long LONGEST_MILLIS = 500;

    private boolean ending;

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (ending) {
            context.channel().closeFuture().addListener(closed -> promise.trySuccess());
            return;
        }
        if (!context.channel().isActive() || !(context.channel() instanceof DuplexChannel channel)) {
            context.close(promise);
            return;
        }
        ending = true;
        channel.shutdownOutput();
        channel.config().setAutoRead(true);
        context.executor().schedule(() -> context.close(promise), LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (ending) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }
}

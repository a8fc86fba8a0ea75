package org.axletree.mqtt.packet;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Stands in the decoder's place while the gate decides, and keeps what the client sent behind its CONNECT without waiting
 * for the answer (MQTT 3.1.1 section 3.1.4). No more than one read of the socket, since reading stops meanwhile.
 */
final class Doorstep extends ChannelInboundHandlerAdapter {
    private final Queue<Object> kept = new ArrayDeque<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        kept.add(bytes);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        boolean admitted = context.channel().isActive();
        for (Object bytes = kept.poll(); bytes != null; bytes = kept.poll()) {
            if (admitted) {
                context.fireChannelRead(bytes);
            } else {
                ReferenceCountUtil.release(bytes);
            }
        }
        if (admitted) {
            context.fireChannelReadComplete();
        }
    }
}

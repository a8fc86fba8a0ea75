package org.axletree.mqtt.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.TransportFault;

/** MQTT in WebSocket frames, after the handshake (MQTT 5 section 6): what is written goes out as binary frames. */
final class WebSocketFrames extends ChannelDuplexHandler implements FrameReader.ControlFrames {
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int PONG = 0x8A;
    private static final int MOST_IN_ONE_BYTE = 125;
    private static final int MOST_IN_TWO_BYTES = 0xFFFF;
    private static final int NORMAL = 1000;

    private final FrameReader reader = new FrameReader(this);
    private ChannelHandlerContext context;
    private boolean closeSent;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ignored, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        boolean passedOn = false;
        try {
            reader.read(bytes);
            if (bytes.isReadable()) {
                passedOn = true;
                context.fireChannelRead(bytes);
            }
        } catch (WebSocketFault fault) {
            sendClose(fault.closeCode());
            context.fireUserEventTriggered(
                    new TransportFault(Reason.PROTOCOL_ERROR, "WebSocket frame", fault.getMessage()));
        } finally {
            if (!passedOn) {
                bytes.release();
            }
        }
    }

    @Override
    public void ping(byte[] payload) {
        // A peer that does not read its answers gets no more of them (RFC 6455 section 5.5.3 lets us).
        if (!closeSent && context.channel().isWritable()) {
            context.write(frameHeader(PONG, payload.length), context.voidPromise());
            context.writeAndFlush(Unpooled.wrappedBuffer(payload), context.voidPromise());
        }
    }

    /** The client says that it will close. */
    @Override
    public void close() {
        sendClose(NORMAL);
        context.channel().close();
    }

    @Override
    public void write(ChannelHandlerContext ignored, Object message, ChannelPromise promise) {
        if (closeSent) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        ByteBuf bytes = (ByteBuf) message;
        context.write(frameHeader(BINARY, bytes.readableBytes()), context.voidPromise());
        context.write(bytes, promise);
    }

    @Override
    public void close(ChannelHandlerContext ignored, ChannelPromise promise) {
        sendClose(NORMAL);
        context.close(promise);
    }

    private void sendClose(int code) {
        if (!closeSent) {
            closeSent = true;
            context.writeAndFlush(frameHeader(CLOSE, 2).writeShort(code), context.voidPromise());
        }
    }

    private ByteBuf frameHeader(int first, int length) {
        ByteBuf header = context.alloc().directBuffer(10).writeByte(first);
        if (length <= MOST_IN_ONE_BYTE) {
            header.writeByte(length);
        } else if (length <= MOST_IN_TWO_BYTES) {
            header.writeByte(126).writeShort(length);
        } else {
            header.writeByte(127).writeLong(length);
        }
        return header;
    }
}

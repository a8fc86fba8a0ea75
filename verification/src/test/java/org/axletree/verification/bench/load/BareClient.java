package org.axletree.verification.bench.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.axletree.verification.bench.broker.Credentials;

/**
 * Shakes hands with a server that knows no MQTT, and is accepted when a line of text comes back: only then has the server
 * verified the certificate (TLS 1.3). Goes then, as the server takes one at a time.
 */
final class BareClient extends Client {
    private static final byte[] LINE = "bench\n".getBytes(StandardCharsets.US_ASCII);

    BareClient(Credentials credentials) {
        super(credentials, true);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                context.writeAndFlush(Unpooled.wrappedBuffer(LINE));
            } else {
                refused(handshake.cause());
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        accepted().complete(this);
        vanish();
    }
}

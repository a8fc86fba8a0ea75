package org.axletree.mqtt.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.outcome.Reason;

/** What happens to a connection's channel beside packets. */
final class ChannelEvents extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(ChannelEvents.class.getName());

    private final MqttConnection connection;

    ChannelEvents(MqttConnection connection) {
        this.connection = connection;
    }

    /** The channel may be active already: behind a proxy the connection is installed when the proxy's header has come. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection.loop().watch(connection);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.writabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof TransportFault fault) {
            connection.fail(fault.reason(), fault.where() + ":", fault.what());
            return;
        }
        if (event instanceof SecuredElsewhere secured) {
            connection.peer().secured(secured.certificates(), secured.serverName());
            return;
        }
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            connection.tlsListener().failed(handshake.cause());
        }
        TlsOutcome.of(event, context.pipeline().get(SslHandler.class)).ifPresent(this::secured);
    }

    private void secured(TlsOutcome outcome) {
        if (outcome.problem().isPresent()) {
            connection.fail(
                    Reason.PROTOCOL_ERROR, "TLS handshake:", outcome.problem().get());
        } else {
            connection.peer().secured(outcome.certificates(), outcome.serverName());
            connection.tlsListener().secured(outcome.certificates());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.lost();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (TlsOutcome.isAboutTls(cause) || cause instanceof IOException) {
            // The handshake's end tells the reason, the peer's leaving needs none.
            connection.close(Reason.CONNECTION_LOST);
            return;
        }
        LOG.log(
                Level.SEVERE,
                cause,
                () -> "Connection " + connection.id() + " of " + connection.remoteAddress() + " failed");
        connection.close(Reason.INTERNAL_ERROR);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        connection.outbox().discard();
    }
}

package org.axletree.mqtt.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.HandedOver;
import org.axletree.core.door.HandoverPlace;
import org.axletree.mqtt.connection.SecuredElsewhere;

/**
 * Waits for what a connection begins with that came in at the web's port (ADR 72): the secret, and who is at the other end. A
 * stranger on this host is closed without a word.
 */
final class HandoverHeader extends ByteToMessageDecoder {
    private static final int WITHIN_SECONDS = 10;
    private static final int LENGTH_BYTES = 4;

    private final HandoverPlace place;
    private final Continuation continuation;
    private ScheduledFuture<?> timeout;

    /** Goes on with the device at the other end. */
    interface Continuation {
        void install(Channel channel, Peer peer);
    }

    HandoverHeader(HandoverPlace place, Continuation continuation) {
        this.place = place;
        this.continuation = continuation;
        setSingleDecode(true);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        timeout = context.executor().schedule(() -> context.close(), WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        timeout.cancel(false);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < HandoverPlace.SECRET_BYTES + LENGTH_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex() + HandoverPlace.SECRET_BYTES);
        if (length < 0 || length > HandedOver.LONGEST) {
            context.close();
            return;
        }
        if (in.readableBytes() < HandoverPlace.SECRET_BYTES + LENGTH_BYTES + length) {
            return;
        }
        byte[] secret = new byte[HandoverPlace.SECRET_BYTES];
        byte[] written = new byte[length];
        in.readBytes(secret).skipBytes(LENGTH_BYTES).readBytes(written);
        if (!place.isSecret(secret)) {
            context.close();
            return;
        }
        try {
            HandedOver connection = HandedOver.read(written);
            List<X509Certificate> certificates = certificates(connection);
            continuation.install(context.channel(), new Peer(connection.host(), connection.port()));
            if (connection.secure()) {
                context.fireUserEventTriggered(new SecuredElsewhere(certificates, connection.serverName()));
            }
            context.pipeline().remove(this); // what came behind it goes to those who are there now
        } catch (IOException | CertificateException flaw) {
            context.close();
        }
    }

    private static List<X509Certificate> certificates(HandedOver connection) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] each : connection.certificates()) {
            chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(each)));
        }
        return chain;
    }
}

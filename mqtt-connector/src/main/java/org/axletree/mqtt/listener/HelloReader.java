package org.axletree.mqtt.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.util.concurrent.Future;
import java.util.Set;
import java.util.function.Function;
import org.axletree.core.door.KeyKind;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.TransportFault;

/**
 * Waits until a client has said which signatures it knows (RFC 8446 section 4.2.3), and has TLS done accordingly. Whoever
 * cannot verify a signature is hardly able to make one.
 */
final class HelloReader extends SslClientHelloHandler<Boolean> {
    /** BoringSSL takes no longer one. */
    private static final int LONGEST = 16 * 1024;

    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int SIGNATURE_ALGORITHMS = 13;

    private final Set<KeyKind> expected;
    private final Function<Boolean, ? extends ChannelHandler> continuation;

    /**
     * @param expected rare kinds of keys
     * @param continuation what does TLS for a client that may have one of them, or for one that has none
     */
    HelloReader(Set<KeyKind> expected, Function<Boolean, ? extends ChannelHandler> continuation) {
        super(LONGEST);
        this.expected = expected;
        this.continuation = continuation;
    }

    @Override
    protected Future<Boolean> lookup(ChannelHandlerContext context, ByteBuf clientHello) {
        // Without one this is not TLS, and whoever goes on will say so.
        return context.executor().newSucceededFuture(clientHello != null && names(clientHello, expected));
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext context, Future<Boolean> found) {
        context.pipeline().replace(this, null, continuation.apply(found.getNow()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            context.fireUserEventTriggered(new TransportFault(
                    Reason.PROTOCOL_ERROR,
                    "TLS handshake",
                    "ClientHello too long (expected: at most " + LONGEST + " bytes)"));
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    /** Whether a ClientHello, without its header, names a signature of one of these kinds. One that is wrong names none. */
    static boolean names(ByteBuf hello, Set<KeyKind> kinds) {
        try {
            ByteBuf rest = hello.duplicate().skipBytes(VERSION_AND_RANDOM);
            rest.skipBytes(rest.readUnsignedByte()); // the session
            rest.skipBytes(rest.readUnsignedShort()); // ciphers
            rest.skipBytes(rest.readUnsignedByte()); // compressions
            ByteBuf extensions = rest.readSlice(rest.readUnsignedShort());
            while (extensions.isReadable()) {
                int type = extensions.readUnsignedShort();
                ByteBuf extension = extensions.readSlice(extensions.readUnsignedShort());
                if (type == SIGNATURE_ALGORITHMS) {
                    return isOneProved(extension.readSlice(extension.readUnsignedShort()), kinds);
                }
            }
            return false;
        } catch (IndexOutOfBoundsException incomplete) {
            return false;
        }
    }

    private static boolean isOneProved(ByteBuf schemes, Set<KeyKind> kinds) {
        while (schemes.isReadable()) {
            int scheme = schemes.readUnsignedShort();
            if (kinds.stream().anyMatch(kind -> kind.isProvedBy(scheme))) {
                return true;
            }
        }
        return false;
    }
}

package org.axletree.mqtt.listener;

import io.netty.channel.Channel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.door.TlsEngine;
import org.axletree.door.lane.InflowWorkers;
import org.axletree.mqtt.connection.TlsListener;
import org.axletree.mqtt.loop.Loop;

/**
 * TLS at the door. The certificate can be exchanged while connections live; those keep the one they began with.
 *
 * <p>A client may resume its session and so spare both sides most of a handshake. Its certificate is not judged again then,
 * but at CONNECT it is, as always: what was revoked meanwhile does not get in.
 *
 * <p>Where the native TLS is to be had and nobody wants it otherwise, it is what a connection gets, unless somebody with a key
 * that it does not take may be at the other end: then it is the JDK's (ADR 31).
 */
public final class DoorTls {
    private final TlsContext common;
    /** Takes keys of every kind; empty where there is no choice. */
    private final Optional<TlsContext> forRareKeys;

    private final KeyMemory memory;

    /** @param mostNetworks to be remembered of a kind */
    public DoorTls(ServerIdentity identity, InflowWorkers workers, TlsEngine engine, int mostNetworks)
            throws SSLException {
        Handshakes handshakes = new Handshakes(workers);
        memory = new KeyMemory(mostNetworks, System.nanoTime());
        boolean quick = engine != TlsEngine.JAVA && OpenSsl.isAvailable();
        if (quick && engine == TlsEngine.AUTO) {
            common = new TlsContext(identity, handshakes, SslProvider.OPENSSL, this::suspect);
            forRareKeys = Optional.of(new TlsContext(identity, handshakes, SslProvider.JDK, host -> false));
        } else {
            SslProvider only = quick ? SslProvider.OPENSSL : SslProvider.JDK;
            common = new TlsContext(identity, handshakes, only, host -> false);
            forRareKeys = Optional.empty();
        }
    }

    private boolean suspect(String host) {
        return memory.suspect(new Peer(host, 0).network(), System.nanoTime());
    }

    /** Shows another certificate from the next handshake on. */
    public void renew(ServerIdentity identity) throws SSLException {
        common.renew(identity);
        if (forRareKeys.isPresent()) {
            forRareKeys.get().renew(identity);
        }
    }

    /** Somebody may come with a key of this kind from now on. */
    public void expect(KeyKind kind) {
        memory.expect(kind, System.nanoTime());
    }

    /** Has a channel speak TLS. Answers who wants to hear how it goes. */
    TlsListener install(Channel channel, Peer peer, Loop loop) {
        if (forRareKeys.isEmpty()) {
            channel.pipeline().addLast(common.newHandler(channel, peer));
            return TlsListener.NOBODY;
        }
        KeyKindObserver tlsListener = new KeyKindObserver(memory, channel, loop, peer);
        channel.pipeline()
                .addLast(
                        switch (tlsListener.advice()) {
                            case NATIVE -> common.newHandler(channel, peer);
                            case JAVA -> withEveryKey(channel, peer, tlsListener);
                            case DEPENDS ->
                                new HelloReader(
                                        memory.expected(),
                                        rare -> rare
                                                ? withEveryKey(channel, peer, tlsListener)
                                                : common.newHandler(channel, peer));
                        });
        return tlsListener;
    }

    private SslHandler withEveryKey(Channel channel, Peer peer, KeyKindObserver tlsListener) {
        tlsListener.offersAll();
        return forRareKeys.orElseThrow().newHandler(channel, peer);
    }
}

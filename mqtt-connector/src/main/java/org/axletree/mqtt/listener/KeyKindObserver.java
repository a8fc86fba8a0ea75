package org.axletree.mqtt.listener;

import io.netty.channel.Channel;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import org.axletree.core.door.KeyKind;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.TlsListener;
import org.axletree.mqtt.loop.Loop;

/** Learns from how one connection went which keys there are where it came from. */
final class KeyKindObserver implements TlsListener {
    /**
     * BoringSSL's words for the alerts of a client that has a key but may not use it: the one of RFC 8446, and the one of the
     * JDK's client. Others are about the server's certificate.
     */
    private static final Pattern NOT_OFFERED = Pattern.compile("ALERT_HANDSHAKE_FAILURE|ALERT_INTERNAL_ERROR");

    private final KeyMemory memory;
    private final Channel channel;
    private final Loop loop;
    private final Peer peer;
    private final long network;
    private boolean offersAll;

    KeyKindObserver(KeyMemory memory, Channel channel, Loop loop, Peer peer) {
        this.memory = memory;
        this.channel = channel;
        this.loop = loop;
        this.peer = peer;
        this.network = peer.network();
    }

    KeyMemory.Advice advice() {
        return memory.advice(network, System.nanoTime());
    }

    /** The connection has the JDK's TLS. */
    void offersAll() {
        offersAll = true;
    }

    @Override
    public void failed(Throwable cause) {
        if (offersAll) {
            if (!(cause instanceof ClosedChannelException)) {
                memory.sawNobody(network);
            }
        } else if (NOT_OFFERED.matcher(String.valueOf(cause.getMessage())).find()) {
            suspect("TLS handshake");
        }
    }

    @Override
    public void secured(List<X509Certificate> shown) {
        boolean rare = offersAll
                && !shown.isEmpty()
                && KeyKind.of(shown.get(0).getPublicKey())
                        .filter(KeyKind::isRare)
                        .isPresent();
        if (rare) {
            remember();
            // It will come back to where it was last.
            channel.closeFuture().addListener(closed -> remember());
        } else if (offersAll) {
            memory.sawNone(network, System.nanoTime());
        } else if (!shown.isEmpty()) {
            memory.gotOnWithout(network, System.nanoTime());
        }
    }

    private void remember() {
        memory.sawRareKey(network, System.nanoTime());
    }

    @Override
    public void unproved() {
        if (!offersAll) {
            suspect("CONNECT");
        }
    }

    private void suspect(String what) {
        if (memory.suspect(network, System.nanoTime())) {
            loop.notices().tellOfStranger(Reason.KEY_KIND_NOT_OFFERED, what, peer.toString());
        }
    }
}

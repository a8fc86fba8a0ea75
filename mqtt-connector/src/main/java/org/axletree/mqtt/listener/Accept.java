package org.axletree.mqtt.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.HandoverPlace;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.DoorContext;
import org.axletree.mqtt.connection.MqttConnection;
import org.axletree.mqtt.connection.TlsListener;
import org.axletree.mqtt.loop.Loop;

/** Lets the connections of one listener in, or closes them at once if there are too many. */
final class Accept extends ChannelInitializer<Channel> {
    private final DoorListener listener;
    private final DoorTls tls;
    private final Guests guests;
    private final int mostConnections;
    /** Where what is accepted here was handed over; empty where devices come in by themselves. */
    private final Optional<HandoverPlace> place;

    /**
     * What the listeners share.
     *
     * @param connections counts the connections that are open
     */
    record Guests(Map<EventLoop, Loop> loops, DoorContext door, AtomicInteger connections) {}

    Accept(DoorListener listener, DoorTls tls, Guests guests, int mostConnections, Optional<HandoverPlace> place) {
        this.listener = listener;
        this.tls = tls;
        this.guests = guests;
        this.mostConnections = mostConnections;
        this.place = place;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.closeFuture().addListener(closed -> guests.connections().decrementAndGet());
        boolean tooMany = guests.connections().incrementAndGet() > mostConnections;
        InetSocketAddress address = (InetSocketAddress) channel.remoteAddress();
        // Without an address it has gone again already.
        if (address == null) {
            channel.close();
            return;
        }
        Peer peer = Peer.of(address);
        if (tooMany) {
            loopOf(channel).notices().tellOfStranger(Reason.TOO_MANY_CONNECTIONS, "connection", peer.toString());
            channel.close();
            return;
        }
        channel.pipeline().addLast(new LastWords());
        if (place.isPresent()) {
            channel.pipeline().addLast(new HandoverHeader(place.get(), this::installHandedOver));
        } else if (listener.proxied()) {
            new ProxyHeader((later, behind) -> install(later, behind.orElse(peer)), what -> loopOf(channel)
                            .notices()
                            .tellOfStranger(Reason.PROXY_HEADER_MISSING, "PROXY header: " + what, peer.toString()))
                    .install(channel);
        } else {
            install(channel, peer);
        }
    }

    private void install(Channel channel, Peer peer) {
        TlsListener tlsListener = listener.secure() ? tls.install(channel, peer, loopOf(channel)) : TlsListener.NOBODY;
        if (listener.transport() == DoorListener.Transport.WEBSOCKET) {
            WebSocketHandshake.install(channel);
        }
        MqttConnection.install(channel, loopOf(channel), guests.door(), peer.toString(), tlsListener);
    }

    /** TLS has ended where it was handed over. */
    private void installHandedOver(Channel channel, Peer peer) {
        WebSocketHandshake.install(channel);
        MqttConnection.install(channel, loopOf(channel), guests.door(), peer.toString(), TlsListener.NOBODY);
    }

    private Loop loopOf(Channel channel) {
        return guests.loops().get(channel.eventLoop());
    }
}

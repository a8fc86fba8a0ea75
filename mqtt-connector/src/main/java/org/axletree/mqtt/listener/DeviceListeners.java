package org.axletree.mqtt.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.axletree.core.address.InternetAddress;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.HandoverPlace;
import org.axletree.mqtt.connection.DoorContext;
import org.axletree.mqtt.loop.Loop;

/** The listeners. */
public final class DeviceListeners {
    private static final int WAITING_TO_BE_ACCEPTED = 1_024;
    /** What may wait to be sent to a peer before it counts as slow, and when it no longer does. */
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(512 * 1024, 1024 * 1024);

    /** Not among those that the settings name, and known to nobody else. */
    private static final DoorListener HANDED_OVER = new DoorListener(
            "handover", "MQTT over WebSocket from the web's port", DoorListener.Transport.WEBSOCKET, true, false, 0);

    private final EventLoops eventLoops;
    private final Accept.Guests guests;
    private final Map<DoorListener, Channel> open = new LinkedHashMap<>();
    private Optional<Handover> handover = Optional.empty();

    /** Where connections are taken that came in at the web's port. */
    private record Handover(Channel listener, HandoverPlace place) {}

    /** @param connections counts the connections that are open */
    public DeviceListeners(EventLoops eventLoops, List<Loop> loops, DoorContext door, AtomicInteger connections) {
        this.eventLoops = eventLoops;
        Map<EventLoop, Loop> byEventLoop = new IdentityHashMap<>();
        loops.forEach(loop -> byEventLoop.put(loop.eventLoop(), loop));
        this.guests = new Accept.Guests(byEventLoop, door, connections);
    }

    /** @throws IOException with one clear sentence if a port cannot be had */
    public void open(DoorSettings settings, DoorTls tls) throws IOException, InterruptedException {
        for (DoorListener listener : settings.listeners()) {
            Accept accept = new Accept(listener, tls, guests, settings.limits().maxConnections(), Optional.empty());
            open.put(listener, bind(listener, InetAddress.getByName(settings.bindAddress()), accept));
        }
        if (settings.listeners().stream().anyMatch(DeviceListeners::isSecureWebSocket)) {
            openHandover(settings, tls);
        }
    }

    private void openHandover(DoorSettings settings, DoorTls tls) throws IOException, InterruptedException {
        HandoverPlace place = HandoverPlace.create();
        int most = settings.limits().maxConnections();
        Channel channel = bind(
                HANDED_OVER,
                InetAddress.getLoopbackAddress(),
                new Accept(HANDED_OVER, tls, guests, most, Optional.of(place)));
        place.open(port(channel));
        handover = Optional.of(new Handover(channel, place));
    }

    /** Whoever lets devices come by WebSocket lets them come so on the web's port as well (ADR 72). */
    private static boolean isSecureWebSocket(DoorListener listener) {
        return listener.secure() && listener.transport() == DoorListener.Transport.WEBSOCKET;
    }

    /** Those that are open, with the ports they listen on. */
    public List<DoorListener> open() {
        return open.entrySet().stream()
                .map(each -> each.getKey().at(port(each.getValue())))
                .toList();
    }

    /** Accepts nobody any more; connections stay. */
    public void close() throws InterruptedException {
        if (handover.isPresent()) {
            handover.get().place().close();
            handover.get().listener().close().await();
        }
        for (Channel listener : open.values()) {
            listener.close().await();
        }
    }

    private Channel bind(DoorListener listener, InetAddress address, Accept accept)
            throws IOException, InterruptedException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(eventLoops.group())
                .channel(eventLoops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, WAITING_TO_BE_ACCEPTED)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
                .childHandler(accept);
        eventLoops.keepAlive().forEach((option, value) -> setChildOption(bootstrap, option, value));
        ChannelFuture bound =
                bootstrap.bind(new InetSocketAddress(address, listener.port())).await();
        if (!bound.isSuccess()) {
            throw new IOException(
                    listener.title() + " port " + listener.port() + " on " + InternetAddress.text(address) + ": "
                            + bound.cause().getMessage() + " (expected: a free port)",
                    bound.cause());
        }
        return bound.channel();
    }

    @SuppressWarnings("unchecked")
    private static <T> void setChildOption(ServerBootstrap bootstrap, ChannelOption<T> option, Object value) {
        bootstrap.childOption(option, (T) value);
    }

    private static int port(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
    }
}

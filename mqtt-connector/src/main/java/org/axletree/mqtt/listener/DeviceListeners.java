package org.axletree.mqtt.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.DoorSettings;
import org.axletree.mqtt.packet.MqttConnection;
import org.axletree.mqtt.packet.Reception;
import org.axletree.mqtt.session.Loop;

/** The listeners. */
public final class DeviceListeners {
    private static final int WAITING_TO_BE_ACCEPTED = 1_024;
    /** What may wait to be sent to a peer before it counts as slow, and when it no longer does. */
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(512 * 1024, 1024 * 1024);

    private final EventLoops eventLoops;
    private final Map<EventLoop, Loop> loops = new IdentityHashMap<>();
    private final Reception reception;
    private final AtomicInteger connections;
    private final Map<DoorListener, Channel> open = new EnumMap<>(DoorListener.class);

    /** @param connections counts the connections that are open */
    public DeviceListeners(EventLoops eventLoops, List<Loop> loops, Reception reception, AtomicInteger connections) {
        this.eventLoops = eventLoops;
        this.reception = reception;
        this.connections = connections;
        loops.forEach(loop -> this.loops.put(loop.eventLoop(), loop));
    }

    /** @throws IOException with one clear sentence if a port cannot be had */
    public void open(DoorSettings settings, DoorTls tls) throws IOException, InterruptedException {
        for (Map.Entry<DoorListener, Integer> one : new EnumMap<>(settings.ports()).entrySet()) {
            DoorListener listener = one.getKey();
            Optional<DoorTls> ownTls = listener.isSecure() ? Optional.of(tls) : Optional.empty();
            open.put(listener, bind(settings, one.getValue(), listener.title(), ownTls));
        }
    }

    public Map<DoorListener, Integer> ports() {
        Map<DoorListener, Integer> ports = new EnumMap<>(DoorListener.class);
        open.forEach((listener, channel) -> ports.put(listener, port(channel)));
        return ports;
    }

    /** Accepts nobody any more; connections stay. */
    public void close() throws InterruptedException {
        for (Channel listener : open.values()) {
            listener.close().await();
        }
    }

    private Channel bind(DoorSettings settings, int port, String what, Optional<DoorTls> tls)
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
                .childHandler(new Accept(settings.limits().maxConnections(), tls));
        InetAddress address = InetAddress.getByName(settings.bindAddress());
        ChannelFuture bound =
                bootstrap.bind(new InetSocketAddress(address, port)).await();
        if (!bound.isSuccess()) {
            throw new IOException(
                    what + " port " + port + " on " + settings.bindAddress() + ": "
                            + bound.cause().getMessage() + " (expected: a free port)",
                    bound.cause());
        }
        return bound.channel();
    }

    private static int port(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
    }

    /** Lets a connection in, or closes it at once if there are too many. */
    private final class Accept extends ChannelInitializer<Channel> {
        private final int mostConnections;
        private final Optional<DoorTls> tls;

        Accept(int mostConnections, Optional<DoorTls> tls) {
            this.mostConnections = mostConnections;
            this.tls = tls;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.closeFuture().addListener(closed -> connections.decrementAndGet());
            if (connections.incrementAndGet() > mostConnections) {
                channel.close();
                return;
            }
            InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
            if (peer == null) {
                // It has gone again already.
                channel.close();
                return;
            }
            channel.pipeline().addLast(new LastWords());
            String host = peer.getAddress().getHostAddress();
            tls.ifPresent(
                    present -> channel.pipeline().addLast(present.newHandler(channel.alloc(), host, peer.getPort())));
            String remoteAddress = (host.contains(":") ? "[" + host + "]" : host) + ":" + peer.getPort();
            MqttConnection.install(channel, loops.get(channel.eventLoop()), reception, remoteAddress);
        }
    }
}

package org.axletree.mqtt.listener;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.internal.PlatformDependent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/** The event loops: one for each processor, with epoll where it loads. */
public final class EventLoops {
    /** Each loop needs an endpoint, and the container's pool of endpoints has an end. */
    private static final int MOST = 16;

    private static final int QUIET_SECONDS = 120;
    private static final int PROBE_SECONDS = 15;
    private static final int PROBES = 4;
    private static final long LONGEST_END_MILLIS = 2_000;

    private final EventLoopGroup group;
    private final Class<? extends ServerChannel> serverChannel;
    private final List<EventLoop> loops = new ArrayList<>();

    public EventLoops() {
        this(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
    }

    EventLoops(int count) {
        ThreadFactory named = new DefaultThreadFactory("axletree-mqtt", true);
        ThreadFactory threads = task -> {
            Thread thread = named.newThread(task);
            // Not that of the thread that happened to open the door.
            thread.setContextClassLoader(EventLoops.class.getClassLoader());
            return thread;
        };
        boolean epoll = Epoll.isAvailable();
        group = new MultiThreadIoEventLoopGroup(
                count, threads, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        serverChannel = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        for (EventExecutor loop : group) {
            loops.add((EventLoop) loop);
        }
    }

    /** How much Netty's buffers take of what they may, from 0 to 1. */
    public static double buffersInUse() {
        long most = PlatformDependent.maxDirectMemory();
        return most <= 0 ? 0 : (double) Math.max(0, PlatformDependent.usedDirectMemory()) / most;
    }

    public List<EventLoop> all() {
        return loops;
    }

    EventLoopGroup group() {
        return group;
    }

    Class<? extends ServerChannel> serverChannel() {
        return serverChannel;
    }

    /** How soon it is found out that a peer has vanished without a word: after three minutes in which nothing came. */
    Map<ChannelOption<?>, Integer> keepAlive() {
        if (Epoll.isAvailable()) {
            return Map.of(
                    EpollChannelOption.TCP_KEEPIDLE,
                    QUIET_SECONDS,
                    EpollChannelOption.TCP_KEEPINTVL,
                    PROBE_SECONDS,
                    EpollChannelOption.TCP_KEEPCNT,
                    PROBES);
        }
        return Map.of(
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
                QUIET_SECONDS,
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                PROBE_SECONDS,
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT),
                PROBES);
    }

    /** Ends the loops and waits until their threads are gone. */
    public void stop() throws InterruptedException {
        group.shutdownGracefully(0, LONGEST_END_MILLIS, TimeUnit.MILLISECONDS)
                .await(LONGEST_END_MILLIS + 500, TimeUnit.MILLISECONDS);
        // Netty tells of the end on a thread of its own, which would keep our class loader a while longer.
        GlobalEventExecutor.INSTANCE.awaitInactivity(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS);
    }
}

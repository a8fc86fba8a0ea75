package org.axletree.mqtt.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.axletree.core.limit.DoorLimits;
import org.axletree.door.lane.Endpoints;
import org.axletree.door.lane.InflowWorkers;
import org.axletree.door.lane.Inquiries;
import org.axletree.door.lane.Lanes;
import org.axletree.door.lane.LoopInflow;
import org.axletree.door.line.RecentChanges;
import org.axletree.door.pressure.Allowances;
import org.axletree.door.pressure.ConnectRates;
import org.axletree.mqtt.connection.DoorContext;
import org.axletree.mqtt.connection.MqttConnection;
import org.axletree.mqtt.connection.TlsListener;
import org.axletree.mqtt.fanout.Fanout;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.inflow.FakeContainer;
import org.axletree.mqtt.inflow.FakeInflow;
import org.axletree.mqtt.loop.DoorCounters;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.loop.LoopServices;
import org.axletree.mqtt.retained.RetainedMessages;
import org.axletree.mqtt.session.Sessions;
import org.axletree.mqtt.store.Journal;
import org.axletree.mqtt.store.Store;
import org.axletree.mqtt.store.VolatileEngine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The whole way of a message through the door, but for socket and container: decoded, screened by a hub in memory, fanned
 * out to the session it came from, encoded. Ten messages lie in one read.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionBenchmark {
    private static final int MESSAGES = 10;
    private static final int PAYLOAD = 128;
    private static final String TOPIC = "factory/hall7/machine42/temperature";

    @Param({"0", "1"})
    public int qos;

    private EmbeddedChannel channel;
    private ByteBuf publishes;
    private ByteBuf acknowledgements;

    @Setup
    public void connect() throws Exception {
        FakeInflow hub = new FakeInflow();
        hub.gate = request -> hub.admitted("hub", "device", 0);
        FakeContainer container = new FakeContainer(hub);
        channel = new EmbeddedChannel();
        EventLoop eventLoop = channel.eventLoop();
        HubTopics topics = new HubTopics();
        Store store = new Store(new VolatileEngine());
        Allowances allowances = new Allowances(DoorLimits.DEFAULT.maxStorageBytesPerHub());
        RetainedMessages retained =
                new RetainedMessages(allowances, DoorLimits.DEFAULT.maxRetainedPerHub(), store.clock());
        Journal journal = new Journal(store, eventLoop);
        Fanout fanout = new Fanout(
                topics,
                0,
                List.of(eventLoop),
                List.of(Fanout.newTransitWatermark(new LongAdder())),
                store,
                journal,
                allowances,
                retained);
        Lanes lanes = new Lanes(new InflowWorkers("lane", 1, 1), eventLoop);
        LoopServices shared = new LoopServices(lanes, new Inquiries(), new DoorCounters(), store, retained);
        Loop loop = new Loop(eventLoop, 0, new LoopInflow(hub, hub), shared, fanout, journal);
        InflowWorkers admission = new InflowWorkers("admission", 1, 1);
        admission.start(new Endpoints(container, Duration.ofMinutes(1)), container);
        DoorContext door = new DoorContext(
                admission,
                new Sessions(topics, store, allowances, DoorLimits.DEFAULT),
                new RecentChanges(),
                topics,
                new AtomicLong(),
                new ConnectRates(DoorLimits.DEFAULT.maxConnectsPerSecond(), System.nanoTime()),
                DoorLimits.DEFAULT);
        MqttConnection.install(channel, loop, door, "127.0.0.1:1", TlsListener.NOBODY);
        say(packet(0x10, Unpooled.buffer().writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'c'})));
        // The gate has answered when its thread has ended; only then does this thread look at the event loop.
        admission.stop(System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
        channel.runPendingTasks();
        ByteBuf filter = Unpooled.buffer().writeShort(1);
        topic(filter, "factory/#");
        say(packet(0x82, filter.writeByte(qos)));
        encode();
        if (exchange() < MESSAGES * PAYLOAD) {
            throw new IllegalStateException("the messages did not come back");
        }
    }

    private void encode() {
        publishes = Unpooled.directBuffer();
        acknowledgements = Unpooled.directBuffer();
        for (int i = 1; i <= MESSAGES; i++) {
            ByteBuf body = Unpooled.buffer();
            topic(body, TOPIC);
            if (qos > 0) {
                body.writeShort(i);
                // The lowest free identifiers are taken anew for every ten.
                acknowledgements.writeShort(0x4002).writeShort(i);
            }
            publishes.writeBytes(packet(0x30 | qos << 1, body.writeZero(PAYLOAD)));
        }
    }

    private static ByteBuf packet(int first, ByteBuf body) {
        ByteBuf packet = Unpooled.buffer().writeByte(first);
        int length = body.readableBytes();
        if (length > 127) {
            packet.writeByte(length & 0x7F | 0x80);
        }
        return packet.writeByte(length > 127 ? length >>> 7 : length).writeBytes(body);
    }

    private static void topic(ByteBuf out, String text) {
        out.writeShort(text.length()).writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void say(ByteBuf packets) {
        channel.writeInbound(packets);
        channel.runPendingTasks();
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int exchange() {
        say(publishes.retainedDuplicate());
        if (qos > 0) {
            say(acknowledgements.retainedDuplicate());
        }
        int bytes = 0;
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            bytes += out.readableBytes();
            out.release();
        }
        return bytes;
    }

    @TearDown
    public void end() {
        channel.finishAndReleaseAll();
        publishes.release();
        acknowledgements.release();
    }
}

package org.axletree.mqtt.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.axletree.mqtt.wire.MqttVersion;
import org.axletree.mqtt.wire.PublishReader;
import org.axletree.mqtt.wire.PublishWriter;
import org.axletree.mqtt.wire.TestShares;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A PUBLISH of 128 bytes, read from and written to a buffer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PublishBenchmark {
    private static final int PAYLOAD = 128;

    private final byte[] topic = "factory/hall7/machine42/temperature".getBytes(StandardCharsets.UTF_8);
    private final ByteBuf packet = Unpooled.directBuffer();
    private final ByteBuf written = Unpooled.directBuffer(512);
    private final PublishReader reader = new PublishReader(MqttVersion.MQTT_3_1_1, TestShares.roomy());
    private final int first = PublishWriter.first(0, false, false);
    private int bodyFrom;

    @Setup
    public void encode() {
        int remaining = head(packet);
        packet.writeZero(PAYLOAD);
        bodyFrom = packet.writerIndex() - remaining;
    }

    @TearDown
    public void release() {
        packet.release();
        written.release();
    }

    @Benchmark
    public Object read() {
        reader.read(first, packet, bodyFrom, packet.writerIndex(), 0);
        return reader.topic();
    }

    @Benchmark
    public ByteBuf write() {
        written.clear();
        head(written);
        return written.writeBytes(packet, packet.writerIndex() - PAYLOAD, PAYLOAD);
    }

    private int head(ByteBuf out) {
        int remaining = PublishWriter.remaining(first, topic, PublishWriter.WITHOUT_PROPERTIES, PAYLOAD);
        PublishWriter.head(out, first, remaining, topic, 0, PublishWriter.WITHOUT_PROPERTIES);
        return remaining;
    }
}

package org.axletree.verification.bench.broker;

import java.util.List;
import org.axletree.verification.harness.OpenMq;

/** A bare OpenMQ, of the version that Axletree embeds, with the bounds that it gives its queues. It speaks no MQTT. */
public final class OpenMqBroker implements Broker {
    private static final List<String> OPTIONS = List.of(
            "-Xmx900m",
            "-XX:+UseSerialGC",
            "-Dimq.autocreate.destination.maxNumMsgs=-1",
            "-Dimq.autocreate.destination.maxTotalMsgBytes=-1",
            "-Dimq.autocreate.destination.limitBehavior=REJECT_NEWEST",
            "-Dimq.transaction.producer.maxNumMsgs=1000000",
            "-Dimq.transaction.consumer.maxNumMsgs=1000000");

    private OpenMq broker = OpenMq.start(OPTIONS);

    public OpenMq openMq() {
        return broker;
    }

    @Override
    public String name() {
        return "openmq";
    }

    @Override
    public String description() {
        return "OpenMQ in a process of its own, java " + String.join(" ", OPTIONS)
                + "; one producer of persistent messages with the best of several group sizes";
    }

    @Override
    public boolean speaksMqtt() {
        return false;
    }

    @Override
    public int port(Listener listener) {
        throw new UnsupportedOperationException("OpenMQ speaks no MQTT");
    }

    @Override
    public Credentials client(int index) {
        throw new UnsupportedOperationException("OpenMQ speaks no MQTT");
    }

    @Override
    public long pid() {
        return broker.pid();
    }

    @Override
    public void restart(int hubs) {
        broker.close();
        broker = OpenMq.start(OPTIONS);
    }

    @Override
    public void close() {
        broker.close();
    }
}

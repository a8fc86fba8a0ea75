package org.axletree.verification.bench.route;

import java.util.List;
import org.axletree.verification.bench.broker.AxletreeBroker;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.broker.OpenMqBroker;
import org.axletree.verification.harness.RouteConsumer;

/** Whatever fills queues that are then read. */
interface Source extends AutoCloseable {
    /** So many senders say something at once. */
    int SENDERS = 10;

    /** Says so many messages as fast as it is let; returns when all of them are acknowledged. */
    void burst(int messages);

    /** Says one message and does not wait. */
    void say(Stamp stamp);

    /** The queues that each message comes to. */
    List<String> queues();

    QueueReader reader(String queue);

    @Override
    void close();

    static boolean suits(Broker broker) {
        return broker instanceof AxletreeBroker || broker instanceof OpenMqBroker;
    }

    /**
     * @param matching how many routes each message matches, or queues it is put into
     * @param others how many more routes there are
     * @param dead how many more it matches whose target is not there; a peer has none
     */
    static Source at(Broker broker, int matching, int others, int dead) {
        return broker instanceof AxletreeBroker axletree
                ? new DeviceSource(axletree.hub(), matching, others, dead)
                : new ProducerSource(((OpenMqBroker) broker).openMq(), matching);
    }

    /** A consumer at a broker. */
    static QueueReader reader(String address, String user, String password, String queue) {
        return new QueueReader(RouteConsumer.connect(address, user, password, QueueReader.MODE), queue);
    }
}

package org.axletree.verification.bench.route;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import java.util.List;
import java.util.stream.IntStream;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.OpenMq;
import org.axletree.verification.harness.RouteConsumer;

/** One producer of persistent messages at a bare broker, which commits groups of them: as many as are quickest. */
final class ProducerSource implements Source {
    private static final List<Integer> GROUPS = List.of(256, 1_024, 4_096);

    private final OpenMq broker;
    private final List<String> queues;
    private final JMSContext context;
    private final JMSContext immediate;
    /** 0 until the first burst has shown which is the best. */
    private int group;

    private int said;

    /** @param queues how many queues get each message */
    ProducerSource(OpenMq broker, int queues) {
        this.broker = broker;
        this.queues = IntStream.range(0, queues)
                .mapToObj(i -> Fleet.unique("queue").replace('-', '_'))
                .toList();
        this.context = connect(JMSContext.SESSION_TRANSACTED);
        this.immediate = connect(JMSContext.AUTO_ACKNOWLEDGE);
    }

    private JMSContext connect(int mode) {
        return RouteConsumer.connect(broker.address(), OpenMq.USER, OpenMq.PASSWORD, mode);
    }

    @Override
    public void burst(int messages) {
        if (group > 0) {
            send(messages, group);
            return;
        }
        long least = Long.MAX_VALUE;
        int left = messages;
        for (int i = 0; i < GROUPS.size(); i++) {
            int part = i + 1 < GROUPS.size() ? messages / GROUPS.size() : left;
            long begun = System.nanoTime();
            send(part, GROUPS.get(i));
            long nanosOfEach = (System.nanoTime() - begun) / Math.max(1, part);
            if (nanosOfEach < least) {
                least = nanosOfEach;
                group = GROUPS.get(i);
            }
            left -= part;
        }
    }

    private void send(int messages, int ofEachGroup) {
        JMSProducer producer = context.createProducer();
        List<Destination> to = destinations(context);
        for (int i = 0; i < messages; i++) {
            send(context, producer, to, new Stamp(System.nanoTime(), 0, said++));
            if ((i + 1) % ofEachGroup == 0 || i + 1 == messages) {
                context.commit();
            }
        }
    }

    private List<Destination> destinations(JMSContext in) {
        return queues.stream().map(queue -> (Destination) in.createQueue(queue)).toList();
    }

    private static void send(JMSContext in, JMSProducer producer, List<Destination> to, Stamp stamp) {
        try {
            BytesMessage message = in.createBytesMessage();
            message.writeBytes(stamp.payload());
            to.forEach(each -> producer.send(each, message));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void say(Stamp stamp) {
        send(immediate, immediate.createProducer(), destinations(immediate), new Stamp(stamp.nanos(), 0, said++));
    }

    @Override
    public List<String> queues() {
        return queues;
    }

    @Override
    public QueueReader reader(String queue) {
        return Source.reader(broker.address(), OpenMq.USER, OpenMq.PASSWORD, queue);
    }

    @Override
    public void close() {
        context.close();
        immediate.close();
    }
}

package org.axletree.verification.bench.route;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.axletree.verification.bench.measure.Latencies;

/** Reads a queue on a thread of its own and looks at each message: that none is lost, doubled or overtakes its sender's others. */
final class QueueReader implements AutoCloseable, Runnable {
    static final int MODE = JMSContext.CLIENT_ACKNOWLEDGE;
    private static final int ACKNOWLEDGED_AT_ONCE = 500;
    private static final int PATIENCE_MILLIS = 100;

    private final JMSContext context;
    private final JMSConsumer consumer;
    private final Thread thread = new Thread(this, "reader");
    private final Map<Integer, Integer> next = new HashMap<>();
    private final AtomicLong read = new AtomicLong();
    private final Latencies latencies = new Latencies();
    private volatile boolean ends;
    private volatile String problem = "";

    QueueReader(JMSContext context, String queue) {
        this.context = context;
        this.consumer = context.createConsumer(context.createQueue(queue));
        thread.start();
    }

    long read() {
        return read.get();
    }

    /** What was wrong with what it read; empty if nothing was. */
    String problem() {
        return problem;
    }

    /** Of what it read since {@link #forget}; not while it reads. */
    Latencies latencies() {
        synchronized (latencies) {
            return latencies;
        }
    }

    void forget() {
        synchronized (latencies) {
            latencies.clear();
        }
    }

    @Override
    public void run() {
        int unacknowledged = 0;
        try {
            while (!ends) {
                BytesMessage message = (BytesMessage) consumer.receive(PATIENCE_MILLIS);
                if (message != null) {
                    look(message);
                    unacknowledged++;
                }
                if (unacknowledged >= ACKNOWLEDGED_AT_ONCE || message == null && unacknowledged > 0) {
                    context.acknowledge();
                    unacknowledged = 0;
                }
            }
        } catch (JMSException | RuntimeException failure) {
            if (!ends) {
                problem = failure.toString();
            }
        }
    }

    private void look(BytesMessage message) throws JMSException {
        byte[] payload = new byte[(int) message.getBodyLength()];
        message.readBytes(payload);
        Stamp stamp = Stamp.of(payload);
        synchronized (latencies) {
            latencies.record(System.nanoTime() - stamp.nanos());
        }
        int expected = next.getOrDefault(stamp.sender(), 0);
        if (stamp.number() != expected && problem.isEmpty()) {
            problem = "message " + stamp.number() + " of sender " + stamp.sender() + " (expected: " + expected + ")";
        }
        next.put(stamp.sender(), stamp.number() + 1);
        read.incrementAndGet();
    }

    @Override
    public void close() {
        ends = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.close();
    }
}

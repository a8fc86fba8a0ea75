package org.axletree.verification.harness;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An enterprise system that reads the queue of a route with OpenMQ's client, from another process than the hub. */
public final class RouteConsumer implements AutoCloseable {

    /**
     * What it received.
     *
     * @param id the broker's: the same when the broker hands out one message again, another when a device sent it again
     */
    public record Received(
            String id, String text, Map<String, Object> properties, boolean persistent, boolean redelivered) {}

    private final JMSContext context;
    private final JMSConsumer consumer;

    private RouteConsumer(JMSContext context, String queue) {
        this.context = context;
        this.consumer = context.createConsumer(context.createQueue(queue));
    }

    /** A consumer of a hub's embedded broker. */
    public static RouteConsumer of(RunningHub hub, String queue) {
        return at(hub.jmsAddress(), "enterprise", hub.jmsPassword(), queue);
    }

    public static RouteConsumer at(String address, String user, String password, String queue) {
        return new RouteConsumer(connect(address, user, password), queue);
    }

    /**
     * A consumer that says itself, by {@link #acknowledge}, what it has dealt with. Needed where the broker may die: on its
     * own the client acknowledges before it hands a message out, and a message whose acknowledgement breaks in between is gone.
     */
    public static RouteConsumer careful(String address, String user, String password, String queue) {
        return new RouteConsumer(connect(address, user, password, JMSContext.CLIENT_ACKNOWLEDGE), queue);
    }

    /** Logs in to a broker. */
    public static JMSContext connect(String address, String user, String password) {
        return connect(address, user, password, JMSContext.AUTO_ACKNOWLEDGE);
    }

    /** @param mode of JMSContext, who acknowledges */
    public static JMSContext connect(String address, String user, String password, int mode) {
        try {
            // OpenMQ's client is no dependency of this module: its POM cannot be resolved.
            Class<?> type = Class.forName("com.sun.messaging.ConnectionFactory");
            Object factory = type.getConstructor().newInstance();
            type.getMethod("setProperty", String.class, String.class).invoke(factory, "imqAddressList", address);
            return ((ConnectionFactory) factory).createContext(user, password, mode);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("OpenMQ's client is not on the class path", e);
        }
    }

    /** The next message; empty if none comes in time. */
    public Optional<Received> next(Duration patience) {
        Message message = consumer.receive(Math.max(1, patience.toMillis()));
        return Optional.ofNullable(message).map(RouteConsumer::received);
    }

    /** The next messages: so many, or those that come in time. */
    public List<Received> take(int count, Duration patience) {
        List<Received> all = new ArrayList<>();
        long end = System.nanoTime() + patience.toNanos();
        while (all.size() < count) {
            Optional<Received> next = next(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
            if (next.isEmpty()) {
                return all;
            }
            all.add(next.get());
        }
        return all;
    }

    private static Received received(Message message) {
        try {
            BytesMessage bytes = (BytesMessage) message;
            byte[] body = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(body);
            Map<String, Object> properties = new LinkedHashMap<>();
            for (Object name : Collections.list(message.getPropertyNames())) {
                properties.put(name.toString(), message.getObjectProperty(name.toString()));
            }
            return new Received(
                    message.getJMSMessageID(),
                    new String(body, StandardCharsets.UTF_8),
                    properties,
                    message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT,
                    message.getJMSRedelivered());
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that every message received so far is dealt with. */
    public void acknowledge() {
        context.acknowledge();
    }

    @Override
    public void close() {
        context.close();
    }
}

package org.axletree.hub.delivery.target.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A broker of one queue, which refuses when it is told to. */
final class FakeBroker {
    final List<Opened> opened = new ArrayList<>();
    final List<Integer> committed = new ArrayList<>();
    int room = Integer.MAX_VALUE;
    boolean away;
    boolean commitFails;

    /** A connection as the broker sees it. */
    final class Opened {
        boolean closed;
        int sent;
        ExceptionListener listener;

        private final JMSContext context = fake(JMSContext.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "close" -> closed = true;
                case "setExceptionListener" -> listener = (ExceptionListener) arguments[0];
                case "commit" -> commit();
                case "createProducer" -> {
                    return producer();
                }
                case "createQueue" -> {
                    return fake(Queue.class, (queue, any, none) -> null);
                }
                case "createBytesMessage" -> {
                    return fake(BytesMessage.class, (message, any, values) -> null);
                }
                default -> throw new UnsupportedOperationException(method.getName());
            }
            return null;
        });

        private JMSProducer producer() {
            return fake(JMSProducer.class, (producer, method, arguments) -> {
                if (method.getName().equals("send")) {
                    if (sent == room) {
                        throw new JMSRuntimeException("the queue is full");
                    }
                    sent++;
                }
                return producer;
            });
        }

        private void commit() {
            if (commitFails) {
                throw new JMSRuntimeException("nobody knows");
            }
            committed.add(sent);
            sent = 0;
        }

        /** The broker goes away, and the client notices. */
        void breakDown() {
            listener.onException(new JMSException("lost"));
        }
    }

    ConnectionFactory connections() {
        return fake(ConnectionFactory.class, (proxy, method, arguments) -> {
            if (away) {
                throw new JMSRuntimeException("nobody listens there");
            }
            Opened next = new Opened();
            opened.add(next);
            return next.context;
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}

package org.axletree.jms;

import com.sun.messaging.jmq.jmsservice.JMSService;
import com.sun.messaging.jmq.jmsservice.JMSService.SessionAckMode;
import com.sun.messaging.jmq.jmsservice.JMSServiceException;
import com.sun.messaging.jms.ra.DirectConnection;
import com.sun.messaging.jms.ra.DirectConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Properties;

/** A connection to the broker in this process, without a socket, a pool or a transaction manager. */
final class EmbeddedConnection extends DirectConnection {
    private final JMSService broker;

    EmbeddedConnection(JMSService broker, long id) {
        // As if in an application client: elsewhere OpenMQ has no transactions but those of the container.
        super(new DirectConnectionFactory(broker, new Properties()), broker, id, true);
        this.broker = broker;
    }

    @Override
    public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
        if (!transacted) {
            return super.createSession(false, acknowledgeMode);
        }
        try {
            long id = broker.createSession(getConnectionId(), SessionAckMode.TRANSACTED)
                    .getJMQSessionID();
            EmbeddedSession session = new EmbeddedSession(this, broker, id);
            addSession(session);
            return session;
        } catch (JMSServiceException refused) {
            throw Refusal.of(refused);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.axletree.jms;

import com.sun.messaging.jmq.jmsservice.JMSService;
import com.sun.messaging.jmq.jmsservice.JMSService.SessionAckMode;
import com.sun.messaging.jmq.jmsservice.JMSServiceException;
import com.sun.messaging.jms.ra.DirectConnection;
import com.sun.messaging.jms.ra.DirectSession;
import jakarta.jms.JMSException;

/**
 * A session with transactions of its own. That of OpenMQ writes into its log that a commit failed and returns as if it had not;
 * this one throws.
 */
final class EmbeddedSession extends DirectSession {
    /** No transaction has this number: what is sent in it is refused, and not sent outside of any. */
    private static final long NONE = -1;

    EmbeddedSession(DirectConnection connection, JMSService broker, long id) throws JMSException {
        super(connection, broker, id, SessionAckMode.TRANSACTED);
        if (transactionId == 0) {
            throw new JMSException("the broker began no transaction");
        }
    }

    @Override
    public void commit() throws JMSException {
        if (isClosed()) {
            throw new jakarta.jms.IllegalStateException("the session is closed");
        }
        long committed = transactionId;
        transactionId = NONE;
        try {
            jmsservice.commitTransaction(connectionId, committed, null, 0);
        } catch (JMSServiceException refused) {
            throw Refusal.of(refused);
        }
        _startTransaction("commit()");
    }
}

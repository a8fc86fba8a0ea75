package org.axletree.jms;

import com.sun.messaging.jmq.jmsservice.JMSServiceException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;

/** What the embedded broker does not do, in the words of JMS. */
final class Refusal {
    private Refusal() {}

    static JMSException of(JMSServiceException refused) {
        return because(new JMSException(refused.getMessage()), refused);
    }

    static JMSException ofLogin(JMSServiceException refused) {
        return because(new JMSSecurityException(refused.getMessage()), refused);
    }

    private static JMSException because(JMSException told, JMSServiceException refused) {
        told.initCause(refused);
        return told;
    }
}

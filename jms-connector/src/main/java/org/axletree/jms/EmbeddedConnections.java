package org.axletree.jms;

import com.sun.messaging.jmq.jmsclient.ContainerType;
import com.sun.messaging.jmq.jmsclient.JMSContextImpl;
import com.sun.messaging.jmq.jmsservice.JMSService;
import com.sun.messaging.jmq.jmsservice.JMSServiceException;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;

/** Makes connections to the broker in this process. */
final class EmbeddedConnections implements ConnectionFactory {
    private final JMSService broker;
    private final String user;
    private final String password;

    /** @param user who connects where nobody else is named */
    EmbeddedConnections(JMSService broker, String user, String password) {
        this.broker = broker;
        this.user = user;
        this.password = password;
    }

    @Override
    public Connection createConnection() throws JMSException {
        return createConnection(user, password);
    }

    @Override
    public Connection createConnection(String userName, String userPassword) throws JMSException {
        try {
            return new EmbeddedConnection(
                    broker, broker.createConnection(userName, userPassword).getJMQConnectionID());
        } catch (JMSServiceException refused) {
            throw Refusal.ofLogin(refused);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public JMSContext createContext() {
        return new JMSContextImpl(this, ContainerType.JavaSE);
    }

    @Override
    public JMSContext createContext(String userName, String userPassword) {
        return new JMSContextImpl(this, ContainerType.JavaSE, userName, userPassword);
    }

    @Override
    public JMSContext createContext(String userName, String userPassword, int sessionMode) {
        return new JMSContextImpl(this, ContainerType.JavaSE, userName, userPassword, sessionMode);
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return new JMSContextImpl(this, ContainerType.JavaSE, sessionMode);
    }
}

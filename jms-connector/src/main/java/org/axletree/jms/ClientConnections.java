package org.axletree.jms;

import com.sun.messaging.ConnectionConfiguration;
import com.sun.messaging.jmq.jmsservice.JMSService;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Duration;
import org.axletree.core.route.BrokerClient;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;

/** The hub's own connections to the broker, wherever it is: {@link BrokerClient}. */
final class ClientConnections {
    /** A broker that does not answer for so long is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ClientConnections() {}

    /** To the broker of {@code AXLETREE_JMS_URL}. */
    static ConnectionFactory elsewhere(Settings settings, String password) throws JMSException {
        return elsewhere(settings.text(Setting.JMS_URL), settings.text(Setting.JMS_USER), password, PATIENCE);
    }

    static ConnectionFactory elsewhere(String url, String user, String password, Duration patience)
            throws JMSException {
        String millis = Long.toString(patience.toMillis());
        com.sun.messaging.ConnectionFactory connections = new com.sun.messaging.ConnectionFactory();
        connections.setProperty(ConnectionConfiguration.imqAddressList, url);
        connections.setProperty(ConnectionConfiguration.imqAddressListBehavior, "PRIORITY");
        connections.setProperty(ConnectionConfiguration.imqAddressListIterations, "1");
        connections.setProperty(ConnectionConfiguration.imqDefaultUsername, user);
        connections.setProperty(ConnectionConfiguration.imqDefaultPassword, password);
        connections.setProperty(ConnectionConfiguration.imqReconnectEnabled, "false");
        connections.setProperty(ConnectionConfiguration.imqSocketConnectTimeout, millis);
        connections.setProperty(ConnectionConfiguration.imqPortMapperSoTimeout, millis);
        connections.setProperty(ConnectionConfiguration.imqAckTimeout, millis);
        return connections;
    }

    /** To the broker in this process. */
    static ConnectionFactory embedded(JMSService broker, String user, String password) {
        return new EmbeddedConnections(broker, user, password);
    }
}

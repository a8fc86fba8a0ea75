package org.axletree.jms;

import com.sun.messaging.jms.ra.ResourceAdapter;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import javax.management.JMException;
import org.axletree.core.home.SnapshotPart;
import org.axletree.core.home.StateDirectory;
import org.axletree.core.route.BrokerAccess;
import org.axletree.core.route.BrokerClient;
import org.axletree.core.route.QueueDepths;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;

/**
 * The resource adapter of the hub's message queues. With {@code AXLETREE_JMS_URL} it reaches a broker elsewhere; without, it
 * runs one inside the server.
 *
 * <p>Connection factories need no address, user or password: they inherit them from this adapter. An application defines
 *
 * <pre>
 * {@literal @}ConnectionFactoryDefinition(
 *         name = "java:app/axletree/JmsConnectionFactory",
 *         interfaceName = "jakarta.jms.ConnectionFactory",
 *         resourceAdapter = "#jms-connector",
 *         transactionSupport = TransactionSupportLevel.XATransaction)
 * </pre>
 *
 * and calls {@code createContext()} inside a JTA transaction. At the embedded broker that is the hub's own user, whose password
 * lives in memory only and is new at every start.
 */
public class OpenMqAdapter extends ResourceAdapter {
    private static final long serialVersionUID = 1L;

    /** Where whoever started the application looks for the reason if it does not start. */
    private static final String FAILURE = "org.axletree.failure";

    /** The hub's own login at the embedded broker. */
    static final String HUB_USER = "axletree-hub";

    /** Of the broker in this process; null if it is elsewhere. Not for another process: adapters are serialised in theory only. */
    private transient EmbeddedAccess access;

    @Override
    public synchronized void start(BootstrapContext context) throws ResourceAdapterInternalException {
        try {
            Settings settings = Settings.ofProcess();
            configure(settings);
            super.start(context);
            AdapterMBeans.register(BrokerClient.NAME, ConnectionFactory.class, clients(settings));
            if (settings.given(Setting.JMS_URL).isEmpty()) {
                AdapterMBeans.register(QueueDepths.NAME, QueueDepths.class, new BrokerQueues());
                AdapterMBeans.register(BrokerAccess.NAME, BrokerAccess.class, access);
                AdapterMBeans.register(
                        BrokerStore.NAME,
                        SnapshotPart.class,
                        new BrokerStore(new BrokerHome(StateDirectory.at(settings.home())).store()));
            }
        } catch (RuntimeException | JMException | JMSException | ResourceAdapterInternalException e) {
            String line = "JMS broker: " + e.getMessage();
            System.setProperty(FAILURE, line);
            throw new ResourceAdapterInternalException(line, e);
        }
    }

    private ConnectionFactory clients(Settings settings) throws JMSException {
        return settings.given(Setting.JMS_URL).isPresent()
                ? ClientConnections.elsewhere(settings, getPassword())
                : ClientConnections.embedded(_getJMSService(), getUserName(), getPassword());
    }

    @Override
    public synchronized void stop() {
        try {
            AdapterMBeans.unregister(BrokerClient.NAME);
            AdapterMBeans.unregister(QueueDepths.NAME);
            AdapterMBeans.unregister(BrokerAccess.NAME);
            AdapterMBeans.unregister(BrokerStore.NAME);
        } catch (JMException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            super.stop();
        }
    }

    void configure(Settings settings) {
        if (settings.given(Setting.JMS_URL).isPresent()) {
            reachBroker(settings);
        } else {
            embedBroker(settings);
        }
    }

    private void reachBroker(Settings settings) {
        setBrokerType(BROKER_TYPE_REMOTE);
        setConnectionURL(settings.text(Setting.JMS_URL));
        setUserName(settings.text(Setting.JMS_USER));
        setPassword(
                settings.given(Setting.JMS_PASSWORD)
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "AXLETREE_JMS_PASSWORD: not set (expected: the hub's password at the broker of AXLETREE_JMS_URL)")));
        // The hub postpones what it cannot send and tries again itself, so a lost broker is told at once.
        setReconnectEnabled(false);
        setAddressListBehavior("PRIORITY");
        setAddressListIterations(1);
    }

    private void embedBroker(Settings settings) {
        StateDirectory home = StateDirectory.at(settings.home());
        String password = newPassword();
        Properties broker = BrokerProperties.of(settings, Runtime.getRuntime().maxMemory());
        BrokerFiles files = new BrokerFiles(
                HUB_USER,
                password,
                settings.text(Setting.JMS_USER),
                settings.given(Setting.JMS_PASSWORD).orElseGet(() -> home.secret("jms-password", 32)));
        BrokerHome brokerHome = new BrokerHome(home);
        brokerHome.prepare();
        access = new EmbeddedAccess(brokerHome, files, new BrokerDestinations(broker));
        access.prepare();
        setBrokerType(BROKER_TYPE_EMBEDDED);
        // Any other value is taken for a list of brokers to cluster with, and a clustered broker refuses the loopback
        // address.
        setConnectionURL("");
        setBrokerInstanceName(BrokerHome.INSTANCE);
        setBrokerHomeDir(home.file(BrokerHome.DIRECTORY).toString());
        setBrokerLibDir(home.file(BrokerHome.DIRECTORY).resolve("lib").toString());
        setBrokerVarDir(home.file(BrokerHome.DIRECTORY).toString());
        setBrokerBindAddress(settings.text(Setting.JMS_BIND));
        setBrokerPort(settings.number(Setting.JMS_PORT));
        setBrokerProps(broker);
        // No JMX, no RMI registry: the broker is looked after by the hub alone.
        setUseJNDIRmiServiceURL(false);
        setStartRmiRegistry(false);
        setAdminPassword(newPassword());
        setUserName(HUB_USER);
        setPassword(password);
    }

    private static String newPassword() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}

package org.axletree.hub.start;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.hub.authority.BouncyCastleAuthority;
import org.axletree.hub.authority.ServerAuthority;
import org.axletree.hub.delivery.RouteDeliveries;
import org.axletree.hub.dispatch.RouteTables;
import org.axletree.hub.door.Doors;
import org.axletree.hub.exchange.Exchange;
import org.axletree.hub.hostname.HostCertificates;
import org.axletree.hub.registry.command.CommandLedger;
import org.axletree.hub.registry.database.RegistryMigration;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.huawei.ObjectDevices;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.settings.HubSettings;
import org.axletree.hub.telemetry.Pulse;

/**
 * The start of the hub: each step needs the one before it, and the door opens last. Where a step fails the hub does not
 * start; the launcher finds one sentence about it in the system property {@code org.axletree.failure}.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ConnectionFactoryDefinition(
        name = "java:app/axletree/DeviceLineFactory",
        description = "The front door of MQTT devices",
        interfaceName = "org.axletree.core.door.DeviceLineFactory",
        resourceAdapter = "#mqtt-connector",
        transactionSupport = TransactionSupportLevel.NoTransaction,
        minPoolSize = 0,
        maxPoolSize = 64)
@ConnectionFactoryDefinition(
        name = "java:app/axletree/CoapLineFactory",
        description = "The front door of LwM2M devices",
        interfaceName = "org.axletree.core.door.DeviceLineFactory",
        resourceAdapter = "#coap-connector",
        transactionSupport = TransactionSupportLevel.NoTransaction,
        minPoolSize = 0,
        maxPoolSize = 64)
public class HubStartup {
    private static final Logger LOG = Logger.getLogger(HubStartup.class.getName());
    private static final String FAILURE = "org.axletree.failure";
    /** Where the launcher finds what is away that the hub starts without, a line for each. */
    private static final String AWAY = "org.axletree.away";

    @Inject
    private Doors doors;

    @Inject
    private HubSettings settings;

    @Inject
    private RegistryMigration migration;

    @Inject
    private HubDirectory hubs;

    @Inject
    private DeviceDirectory devices;

    @Inject
    private BouncyCastleAuthority authorities;

    @Inject
    private ServerAuthority serverAuthority;

    @Inject
    private Exchange exchange;

    @Inject
    private HostCertificates certificates;

    @Inject
    private RouteDeliveries deliveries;

    @Inject
    private RouteTables routes;

    @Inject
    private ObjectDevices objectDevices;

    @Inject
    private CommandLedger commands;

    @Inject
    private Pulse pulse;

    @PostConstruct
    void start() {
        try {
            migration.migrate();
            // A master key that is not the database's would be noticed months later, when a device is added.
            hubs.anySealedAuthority().ifPresent(hub -> authorities.requireOpens(hub.getKey(), hub.getValue()));
            certificates.open();
            DoorSettings opening = doorSettings(settings.mqttListeners(), settings.sessionStorage());
            DoorSettings openingCoap = doorSettings(settings.coapListeners(), settings.registrationStorage());
            commands.giveUpOnLostAnswers();
            exchange.begin();
            deliveries.start();
            routes.load();
            objectDevices.load();
            devices.rareKeys().forEach(doors::expect);
            doors.open(Doors.MQTT, opening);
            doors.open(Doors.COAP, openingCoap);
            deliveries.listen();
            pulse.feel();
            System.setProperty(AWAY, String.join("\n", pulse.complaints()));
        } catch (RuntimeException failure) {
            String sentence = sentenceOf(failure);
            if (System.getProperty(FAILURE) == null) { // the broker may have had one first
                System.setProperty(FAILURE, sentence);
            }
            LOG.log(Level.SEVERE, "The hub cannot start: " + sentence, failure);
            throw failure;
        }
    }

    private DoorSettings doorSettings(List<DoorListener> listeners, SessionStorage storage) {
        return new DoorSettings(
                settings.bind(),
                settings.hostNames().get(0),
                listeners,
                settings.tlsEngine(),
                serverAuthority.serverIdentity(),
                storage,
                DoorLimits.from(settings::limit),
                settings.startsWithin());
    }

    /** The first message that says something; the container wraps what beans throw. */
    private static String sentenceOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && (cause instanceof EJBException || cause.getMessage() == null)) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getMessage().lines().findFirst().orElse("").strip();
    }
}

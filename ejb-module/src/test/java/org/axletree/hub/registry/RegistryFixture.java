package org.axletree.hub.registry;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axletree.core.door.TlsEngine;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.authority.BouncyCastleAuthority;
import org.axletree.hub.authority.IssuedCertificate;
import org.axletree.hub.authority.RevokedCertificate;
import org.axletree.hub.authority.SealedAuthority;
import org.axletree.hub.authority.TestAuthorities;
import org.axletree.hub.dialect.azure.AzureFilters;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.history.LocalPresence;
import org.axletree.hub.history.PacketCounts;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.audit.AuditLog;
import org.axletree.hub.registry.authority.DeviceAuthorityDirectory;
import org.axletree.hub.registry.authority.DeviceAuthorityService;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.AzureResourceService;
import org.axletree.hub.registry.azure.AzureTwinService;
import org.axletree.hub.registry.azure.CloudMessageService;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.database.OpenDatabase;
import org.axletree.hub.registry.device.CertificateProofService;
import org.axletree.hub.registry.device.CertificateService;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.DeviceLookup;
import org.axletree.hub.registry.device.DeviceProofs;
import org.axletree.hub.registry.device.DeviceRemoval;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.enrollment.EnrolledHubs;
import org.axletree.hub.registry.enrollment.EnrollmentDirectory;
import org.axletree.hub.registry.enrollment.EnrollmentScopes;
import org.axletree.hub.registry.enrollment.EnrollmentService;
import org.axletree.hub.registry.enrollment.RegistrationService;
import org.axletree.hub.registry.firmware.FirmwareService;
import org.axletree.hub.registry.fleet.FleetService;
import org.axletree.hub.registry.huawei.HuaweiCommandService;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.HuaweiDirectory;
import org.axletree.hub.registry.huawei.HuaweiDownlinkService;
import org.axletree.hub.registry.huawei.HuaweiInstances;
import org.axletree.hub.registry.huawei.HuaweiMessageService;
import org.axletree.hub.registry.huawei.HuaweiShadowService;
import org.axletree.hub.registry.hub.AuthorityService;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.jmsuser.JmsUserService;
import org.axletree.hub.registry.journal.EventJournal;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.metrics.MetricsLedger;
import org.axletree.hub.registry.metrics.TrafficLedger;
import org.axletree.hub.registry.network.NetworkService;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.hub.registry.password.ScramVerifiers;
import org.axletree.hub.registry.policy.PolicyService;
import org.axletree.hub.registry.provisioning.ProvisioningService;
import org.axletree.hub.registry.revocation.RevocationService;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteDirectory;
import org.axletree.hub.registry.route.RouteService;
import org.axletree.hub.registry.route.TestRoutes;
import org.axletree.hub.registry.token.TokenService;
import org.axletree.hub.registry.twin.TwinService;
import org.axletree.hub.registry.user.Accounts;
import org.axletree.hub.registry.user.LoginsEnded;
import org.axletree.hub.registry.user.ProvidedAccounts;
import org.axletree.hub.registry.user.UserService;
import org.axletree.hub.settings.Administrator;
import org.axletree.hub.settings.HubSettings;

/** The registry's services over a real database, without a container; keys and presence are stand-ins. */
public final class RegistryFixture {
    public static final String REGION = "fr-par";
    public static final PageRequest ALL = new PageRequest(1, 100, "");

    public static final String FIRST_PASSWORD = "the first password";
    public static final Instant NOW = Instant.parse("2026-11-21T12:34:56.789Z");

    public final OpenDatabase database;
    public final Map<HubLimit, Integer> limits;
    public final Set<String> connected = new HashSet<>();

    /** What happens between the commit of a change and its answer. */
    public Runnable afterCommit = () -> {};

    public final List<RegistryChange> events = new CopyOnWriteArrayList<>();
    public final List<DeviceRemoval> removals = new CopyOnWriteArrayList<>();
    public final DeviceDirectory deviceDirectory;
    public final HubDirectory hubDirectory;
    public final RouteDirectory routeDirectory;
    public final HubService hubs;
    public final CredentialSafe safe;
    public final DeviceService devices;
    public final DeviceProofs deviceProofs;
    public final RouteService routes;
    public final HubHistory history;
    public final EventJournal journal;
    public final PacketCounts counts = new PacketCounts();
    public final MetricsLedger metrics;
    public final TrafficLedger traffic;
    public final TokenService tokens;
    public final UserService users;
    public final Accounts accounts;
    public final ProvidedAccounts providedAccounts;
    public final Administrator administrator;
    /** Whose logins ended, in order. */
    public final List<LoginsEnded> loginsEnded = new ArrayList<>();

    public final AuditLog audit;
    public final TwinService twins;
    public final FirmwareService firmware;
    public final NetworkService networks;
    public final JmsUserService jmsUsers;
    public final CertificateService certificates;
    public final CertificateProofService proofs;
    public final AuthorityService authorityOf;
    public final ProvisioningService provisioning;
    public final RevocationService revocations;
    public final AzureIdentityService identities;
    public final AzureTwinService azureTwins;
    public final AzureResourceService resources;
    public final CloudMessageService cloudMessages;
    public final PolicyService policies;
    public final ScramVerifiers scram;
    public final PasswordDirectory passwords;
    public final FleetService fleets;
    public final EnrollmentScopes scopes;
    public final EnrollmentService enrollments;
    public final EnrollmentDirectory enrollmentDirectory;
    public final RegistrationService registrations;
    public final HuaweiDeviceService huawei;
    public final HuaweiCommandService huaweiCommands;
    public final HuaweiMessageService huaweiMessages;
    public final HuaweiDirectory huaweiDirectory;
    public final DeviceAuthorityService deviceAuthorities;
    public final DeviceAuthorityDirectory deviceAuthorityDirectory;
    public final HuaweiShadowService shadows;
    public final HuaweiDownlinkService downlinks;

    public RegistryFixture(OpenDatabase database) {
        this(database, new HashMap<>(), NOW);
        database.empty();
    }

    private RegistryFixture(OpenDatabase database, Map<HubLimit, Integer> limits, Instant now) {
        this.database = database;
        this.limits = limits;
        HubSettings settings = new LimitsOnly(limits);
        Registry registry = new Registry(new LocalTransactions(database.entities(), settings, () -> afterCommit.run()));
        BouncyCastleAuthority authorities = new CannedAuthority();
        Presence presence = new NamedPresence(connected);
        Recorded<RegistryChange> recorded = new Recorded<>(events);
        deviceDirectory = new DeviceDirectory(registry, new DeviceLookup(database.source()));
        hubDirectory = new HubDirectory(registry);
        routeDirectory = TestRoutes.directory(registry);
        hubs = new HubService(registry, settings, authorities, presence, () -> "$SCW/events", recorded);
        safe = new CredentialSafe(TestAuthorities.secretBox());
        devices =
                new DeviceService(registry, settings, authorities, presence, recorded, new Recorded<>(removals), safe);
        deviceProofs = new DeviceProofs(registry);
        routes = TestRoutes.service(registry, settings, recorded);
        history = new HubHistory(settings);
        journal = new EventJournal(registry, settings, history);
        metrics = new MetricsLedger(registry, counts, Clock.fixed(now, ZoneOffset.UTC));
        traffic = new TrafficLedger(registry, Clock.fixed(now, ZoneOffset.UTC));
        tokens = new TokenService(registry, settings, Clock.fixed(now, ZoneOffset.UTC));
        administrator = new FirstPassword(settings);
        users = new UserService(registry, settings, new Recorded<>(loginsEnded));
        accounts = new Accounts(registry, settings, administrator);
        providedAccounts = new ProvidedAccounts(registry, settings, new Recorded<>(loginsEnded));
        audit = new AuditLog(registry);
        twins = new TwinService(registry, settings);
        firmware = new FirmwareService(registry, settings);
        networks = new NetworkService(registry, settings);
        jmsUsers = new JmsUserService(registry, settings, TestAuthorities.secretBox());
        certificates = new CertificateService(registry, settings, authorities, presence, recorded);
        proofs = new CertificateProofService(
                registry, TestAuthorities.secretBox(), certificates, Clock.fixed(now, ZoneOffset.UTC));
        authorityOf = new AuthorityService(registry, recorded);
        provisioning = new ProvisioningService(registry, deviceDirectory, devices, settings);
        identities = new AzureIdentityService(
                registry, settings, devices, hubs, safe, presence, AzureFilters::ownTopics, recorded);
        azureTwins = new AzureTwinService(registry, identities);
        resources = new AzureResourceService(registry, hubs, hubDirectory);
        cloudMessages = new CloudMessageService(registry, settings, resources);
        policies = new PolicyService(registry, TestAuthorities.secretBox());
        scram = new ScramVerifiers(TestAuthorities.secretBox());
        passwords = new PasswordDirectory(registry, scram);
        fleets = new FleetService(registry, settings, safe, passwords, scram, recorded);
        scopes = new EnrollmentScopes(registry, resources, TestAuthorities.secretBox());
        EnrolledHubs enrolledHubs = new EnrolledHubs(hubDirectory);
        enrollments = new EnrollmentService(registry, settings, scopes, enrolledHubs, safe);
        enrollmentDirectory = new EnrollmentDirectory(registry, safe);
        registrations = new RegistrationService(
                registry, enrollmentDirectory, scopes, enrolledHubs, hubDirectory, identities, azureTwins, settings);
        revocations = new RevocationService(registry, authorities);
        huawei = new HuaweiDeviceService(
                registry, settings, new HuaweiInstances(registry), devices, safe, presence, recorded);
        huaweiCommands = new HuaweiCommandService(registry, settings);
        huaweiMessages = new HuaweiMessageService(registry, settings);
        huaweiDirectory = new HuaweiDirectory(database.source(), deviceDirectory);
        deviceAuthorities = new DeviceAuthorityService(registry, settings, recorded);
        deviceAuthorityDirectory = new DeviceAuthorityDirectory(registry);
        shadows = new HuaweiShadowService(registry, settings);
        downlinks = new HuaweiDownlinkService(registry, settings);
    }

    /** Everything anew but the database. */
    public RegistryFixture restarted() {
        return later(0);
    }

    /** The same, some milliseconds later. */
    public RegistryFixture later(long millis) {
        return new RegistryFixture(database, limits, NOW.plusMillis(millis));
    }

    public Hub hub(String name) {
        return hub(name, ProductPlan.DEDICATED);
    }

    /** A hub of a project; both have the name. */
    public Hub hubOf(String project) {
        return hubs.create(new NewHub(
                REGION, project, Optional.of(project), ProductPlan.DEDICATED, Optional.empty(), Optional.empty()));
    }

    public Hub hub(String name, ProductPlan plan) {
        return hubs.create(new NewHub(REGION, name, Optional.empty(), plan, Optional.empty(), Optional.empty()));
    }

    public Device device(String hubId, String name) {
        return devices.create(new NewDevice(REGION, hubId, name, "", false, false, MessageFilters.EVERYTHING))
                .device();
    }

    /** One that was registered in Azure's words, with keys. */
    public Device azureDevice(String hubId, String name, boolean allowInsecure) {
        Registration registration = new Registration(
                AzureIdentityService.DIALECT,
                Optional.empty(),
                DeviceCredential.secrets(new byte[32], Optional.of(new byte[32])));
        return devices.create(new NewDevice(
                        REGION, hubId, name, "", allowInsecure, false, MessageFilters.EVERYTHING, registration))
                .device();
    }

    public Route route(String hubId, String name, String topic, String queueName) {
        return routes.create(TestRoutes.newRoute(REGION, hubId, name, topic, queueName));
    }

    public static String authorityPem() {
        try (InputStream pem = RegistryFixture.class.getResourceAsStream("authority.pem")) {
            return new String(pem.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Transactions of the database itself, where the container would make JTA's. */
    private static final class LocalTransactions extends RegistryTransactions {
        private final EntityManagerFactory factory;
        private final HubSettings settings;
        private final Runnable afterCommit;

        LocalTransactions(EntityManagerFactory factory, HubSettings settings, Runnable afterCommit) {
            this.factory = factory;
            this.settings = settings;
            this.afterCommit = afterCommit;
        }

        @Override
        public <T> T commit(Function<EntityManager, T> work) {
            EntityManager entities = factory.createEntityManager();
            try {
                entities.getTransaction().begin();
                T result = attempt(entities, work, settings.limit(HubLimit.AUDIT_ENTRIES));
                entities.getTransaction().commit();
                afterCommit.run();
                return result;
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
                entities.close();
            }
        }

        @Override
        public <T> T rollBack(Function<EntityManager, T> work) {
            try (EntityManager entities = factory.createEntityManager()) {
                entities.getTransaction().begin();
                try {
                    return work.apply(entities);
                } finally {
                    entities.getTransaction().rollback();
                }
            }
        }

        @Override
        public <T> T read(Function<EntityManager, T> work) {
            try (EntityManager entities = factory.createEntityManager()) {
                return work.apply(entities);
            }
        }
    }

    private static final class LimitsOnly extends HubSettings {
        private final Map<HubLimit, Integer> limits;

        LimitsOnly(Map<HubLimit, Integer> limits) {
            this.limits = limits;
        }

        @Override
        public int limit(HubLimit limit) {
            return limits.getOrDefault(limit, limit.standard());
        }

        @Override
        public TlsEngine tlsEngine() {
            return TlsEngine.AUTO;
        }

        @Override
        public boolean hasAdminPassword() {
            return false;
        }
    }

    /** As if it lay in the file of the first start. */
    private static final class FirstPassword extends Administrator {
        FirstPassword(HubSettings settings) {
            super(settings);
        }

        @Override
        public boolean passwordMatches(String userName, char[] password) {
            return userName.equals(NAME) && new String(password).equals(FIRST_PASSWORD);
        }
    }

    private static final class CannedAuthority extends BouncyCastleAuthority {
        @Override
        public SealedAuthority newHubAuthority(String hubId, String hubName) {
            return new SealedAuthority(authorityPem(), ("sealed " + hubId).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public byte[] revocationList(String hubId, SealedAuthority authority, List<RevokedCertificate> revoked) {
            return revoked.stream()
                    .map(RevokedCertificate::serialNumber)
                    .collect(Collectors.joining(","))
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public IssuedCertificate issue(String hubId, SealedAuthority authority, String deviceName) {
            return TestAuthorities.quick(deviceName);
        }
    }

    private static final class NamedPresence extends LocalPresence {
        private final Set<String> connected;

        NamedPresence(Set<String> connected) {
            this.connected = connected;
        }

        @Override
        public boolean isConnected(String deviceId) {
            return connected.contains(deviceId);
        }

        @Override
        public int connectedDevices(String hubId) {
            return connected.size();
        }

        @Override
        public List<String> connectedDevicesOf(String hubId) {
            return List.copyOf(connected);
        }
    }
}

package org.axletree.hub.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Recognition;
import org.axletree.core.filter.FilledFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.identity.RawPublicKey;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.time.SteadyClock;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.authority.KeyPolicy;
import org.axletree.hub.dialect.Dialects;
import org.axletree.hub.registry.RegistryRevision;
import org.axletree.hub.registry.authority.DeviceAuthorityDirectory;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.provisioning.ProvisioningService;
import org.axletree.hub.settings.HubSettings;

/**
 * Who may connect, and as whom (scaleway.md B5 to B8, C1 to C4). First one of the {@link Authenticator}s must say who it is;
 * then that device must be allowed to come this way, now. Whatever is not known is refused.
 */
@ApplicationScoped
public class Gate {
    /** In characters; what a hub's device is called is shorter. */
    private static final int LONGEST_CLAIM = 256;

    private DeviceDirectory devices;
    private RegistryRevision revision;
    private Dialects dialects;
    private CertificateRecognition recognition;
    private SessionLimits limits;
    private PlanRules sharedPlan;
    private CloudAuthenticators clouds;
    private WrongCredentials wrong;
    /** Apart, since everybody can think of as many names as there is room for. */
    private WrongCredentials strangers;

    private List<Authenticator> authenticators = List.of();
    private List<Authenticator> proving = List.of();

    /** For the container's proxy. */
    protected Gate() {}

    @Inject
    public Gate(
            DeviceDirectory devices,
            HubDirectory hubs,
            RegistryRevision revision,
            ProvisioningService provisioning,
            DeviceAuthorityDirectory uploaded,
            CloudAuthenticators clouds,
            Dialects dialects,
            HubSettings settings) {
        this(
                devices,
                hubs,
                revision,
                provisioning,
                uploaded,
                clouds,
                dialects,
                Clock.systemUTC(),
                SessionLimits.from(settings::limit),
                sharedPlan(settings));
    }

    Gate(
            DeviceDirectory devices,
            HubDirectory hubs,
            RegistryRevision revision,
            ProvisioningService provisioning,
            DeviceAuthorityDirectory uploaded,
            CloudAuthenticators clouds,
            Dialects dialects,
            Clock clock,
            SessionLimits limits,
            PlanRules sharedPlan) {
        this.devices = devices;
        this.revision = revision;
        this.dialects = dialects;
        this.recognition = new CertificateRecognition(devices, hubs, uploaded, clock);
        this.clouds = clouds;
        this.wrong = new WrongCredentials(new SteadyClock());
        this.strangers = new WrongCredentials(new SteadyClock());
        this.limits = limits;
        this.sharedPlan = sharedPlan;
        this.proving = clouds.proving();
        // The hub's own ones in the order of scaleway.md section 2, "Authentication order".
        List<Authenticator> own = List.of(
                new CertificateAuthenticator(recognition, provisioning, clouds.certificateAlone()),
                DeviceIdAuthenticator.asUserName(devices),
                DeviceIdAuthenticator.asClientId(devices));
        this.authenticators = Stream.of(clouds.first(), own, clouds.last())
                .flatMap(List::stream)
                .toList();
    }

    /** May a TLS handshake with these certificates go on? */
    public Recognition recognise(List<X509Certificate> certificates) {
        return recognition
                .refusal(certificates)
                .filter(rejected -> certificates.isEmpty() || !clouds.know(new ClientChain(certificates)))
                .<Recognition>map(rejected -> new Recognition.Unrecognised(rejected.reason(), rejected.hubId()))
                .orElse(Recognition.RECOGNISED);
    }

    /** May a DTLS handshake with this key, without a certificate around it, go on? */
    public Recognition recogniseKey(PublicKey rawKey) {
        if (KeyPolicy.problemWithKey(rawKey).isPresent()) {
            return new Recognition.Unrecognised(Reason.CERTIFICATE_WEAK);
        }
        return devices.isThumbprint(List.of(RawPublicKey.fingerprint(rawKey)))
                ? Recognition.RECOGNISED
                : new Recognition.Unrecognised(Reason.UNIDENTIFIED);
    }

    /**
     * May this connection become a session? One that is {@linkplain ConnectRequest#rehearsed() rehearsed} is answered likewise, and
     * leaves no trace.
     *
     * @param terms what its door will ask of it besides
     */
    public Decision admit(ConnectRequest request, DoorTerms terms) {
        long asked = System.nanoTime();
        long seen = revision.current(); // before the registry is read: see RegistryRevision
        return admit(request, terms, authenticators, asked, seen);
    }

    /** The same of several connections, whose door asks nothing of them besides, in their order. */
    public List<Decision> admitAll(List<ConnectRequest> requests) {
        long asked = System.nanoTime();
        long seen = revision.current();
        List<Authenticator> prepared = authenticators.stream()
                .map(authenticator -> authenticator.preparedFor(requests))
                .toList();
        return requests.stream()
                .map(request -> admit(request, DoorTerms.NONE, prepared, asked, seen))
                .toList();
    }

    private Decision admit(ConnectRequest request, DoorTerms terms, List<Authenticator> asking, long asked, long seen) {
        for (Authenticator authenticator : request.exchange().isPresent() ? proving : asking) {
            Authentication authentication = authenticator.authenticate(request);
            if (authentication instanceof Authentication.Identified identified) {
                return unlessClosed(identified, authenticator, request, asked)
                        .map(closed -> orElse(closed, authenticator, request, terms, seen))
                        .orElseGet(() -> decide(identified, request, terms, seen));
            }
            if (authentication instanceof Authentication.Contested contested) {
                return Decision.contested(contested.claimants());
            }
            if (authentication instanceof Authentication.Failed failed) {
                return refused(List.of(failed), authenticator, request, asked);
            }
            if (authentication instanceof Authentication.FailedAsAll failed) {
                return orElse(
                        refused(failed.named(), authenticator, request, asked), authenticator, request, terms, seen);
            }
        }
        return Decision.refused(new Admission.Refused(Reason.UNIDENTIFIED), "", "", "");
    }

    /** A guess that counts, by who may come in without it. */
    private Decision orElse(
            Decision refusal, Authenticator authenticator, ConnectRequest request, DoorTerms terms, long seen) {
        return authenticator
                .otherwise(request)
                .map(identified -> decide(identified, request, terms, seen))
                .orElse(refusal);
    }

    private Decision refused(
            List<Authentication.Failed> named, Authenticator authenticator, ConnectRequest request, long asked) {
        int pause = request.rehearsed() ? 0 : pause(named, authenticator, request, asked);
        return Decision.refusedAlike(named.stream()
                .map(failed -> Decision.refused(
                        new Admission.Refused(failed.reason(), failed.serverReference(), failed.told(), pause),
                        failed.hubId(),
                        failed.deviceId(),
                        failed.detail()))
                .toList());
    }

    /** How long the answer has to wait, in milliseconds: as long for who does not exist as for who does. */
    private int pause(
            List<Authentication.Failed> named, Authenticator authenticator, ConnectRequest request, long asked) {
        return Math.max(authenticator.soonestRefusalMillis() - passed(asked), slowed(named, authenticator, request));
    }

    private static int passed(long asked) {
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
    }

    /** A guess at a name is one for each device that has it, whose password was compared. */
    private int slowed(List<Authentication.Failed> named, Authenticator authenticator, ConnectRequest request) {
        String claimed = authenticator.claimed(request);
        int asClaimed = claimed.isEmpty()
                ? 0
                : strangers.failed(
                        claimed.substring(0, Math.min(claimed.length(), LONGEST_CLAIM)), request.remoteAddress());
        return named.stream()
                .filter(failed -> !failed.deviceId().isEmpty() && failed.reason() != Reason.BUSY)
                .mapToInt(failed -> wrong.failed(failed.deviceId(), request.remoteAddress()))
                .reduce(asClaimed, Math::max);
    }

    /** The rights that devices have now, for their live sessions, by one query; of those that are gone there are none. */
    public List<Rights> rights(Collection<String> deviceIds) {
        long seen = revision.current();
        return devices.devicesById(deviceIds).stream()
                .map(device -> rights(device, seen, OptionalLong.empty(), ""))
                .toList();
    }

    /**
     * The rights in a hub of a device without a connection; empty if the device is gone, disabled or another hub's by now, or
     * the hub is disabled or has moved.
     */
    public Optional<Admission.Admitted> rightsWithoutConnection(String hubId, String deviceId) {
        long seen = revision.current();
        return devices.deviceById(deviceId)
                .filter(device -> device.identity().hubId().equals(hubId)
                        && problemWithState(device).isEmpty())
                .map(device -> rights(device, seen, OptionalLong.empty(), "").admitted());
    }

    /** Why {@link #rightsWithoutConnection} has none. */
    public Reason refusalWithoutConnection(String hubId, String deviceId) {
        return devices.deviceById(deviceId)
                .filter(device -> device.identity().hubId().equals(hubId))
                .map(device -> problemWithState(device).orElse(Reason.BUSY)) // it was the moment before
                .orElse(Reason.DEVICE_UNKNOWN);
    }

    /** After many wrong ones nobody learns which one is right: neither by the answer nor by when it comes. */
    private Optional<Decision> unlessClosed(
            Authentication.Identified identified, Authenticator authenticator, ConnectRequest request, long asked) {
        if (identified.proof() != Authentication.Proof.SECRET || request.rehearsed()) {
            return Optional.empty();
        }
        String hubId = identified.device().identity().hubId();
        String deviceId = identified.device().identity().deviceId();
        if (!wrong.isClosed(deviceId, request.remoteAddress())) {
            wrong.succeeded(deviceId, request.remoteAddress());
            return Optional.empty();
        }
        int pause = Math.max(
                authenticator.soonestRefusalMillis() - passed(asked),
                wrong.withheld(deviceId, request.remoteAddress()));
        return Optional.of(Decision.refused(
                new Admission.Refused(Reason.LOGIN_THROTTLED, "", Reason.NOT_AUTHORIZED, pause), hubId, deviceId, ""));
    }

    private Decision decide(Authentication.Identified identified, ConnectRequest request, DoorTerms terms, long seen) {
        KnownDevice device = identified.device();
        String hubId = device.identity().hubId();
        String deviceId = device.identity().deviceId();
        Optional<Admission.Refused> refusal = refusal(identified, request.security());
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get(), hubId, deviceId, "");
        }
        Rights rights = rights(device, seen, identified.validUntil(), identified.method());
        boolean comesIn =
                !request.rehearsed() && terms.refusal(rights.admitted()).isEmpty();
        Optional<Authentication.Failed> late = comesIn ? identified.arrival().note() : Optional.empty();
        if (late.isPresent()) {
            return Decision.refused(
                    new Admission.Refused(late.get().reason()),
                    hubId,
                    deviceId,
                    late.get().detail());
        }
        return new Decision(
                rights.admitted(), hubId, deviceId, "", identified.created(), List.of(), List.of(), rights.warnings());
    }

    /** Security first: who has proved nothing learns nothing of the device's state. */
    private static Optional<Admission.Refused> refusal(
            Authentication.Identified identified, ConnectionSecurity security) {
        KnownDevice device = identified.device();
        if (!device.allowInsecure()) {
            if (identified.proof() == Authentication.Proof.NAMED) {
                return Optional.of(new Admission.Refused(Reason.MUTUAL_TLS_REQUIRED));
            }
            if (security == ConnectionSecurity.PLAIN) {
                return Optional.of(new Admission.Refused(Reason.TLS_REQUIRED));
            }
        }
        return standsBehindAnother(device)
                .or(() -> problemWithState(device))
                .map(reason -> new Admission.Refused(
                        reason, reason == Reason.HUB_MOVED ? device.hubMovedTo().orElse("") : ""));
    }

    /** Its gateway speaks for it: whatever it shows, it does not connect itself. Parts of an Azure device do. */
    private static Optional<Reason> standsBehindAnother(KnownDevice device) {
        return device.hasParent() && device.dialect().equals(HuaweiDeviceService.DIALECT)
                ? Optional.of(Reason.CHILD_CONNECTS)
                : Optional.empty();
    }

    /** Why the device can do nothing now, however it came; empty if it can. */
    private static Optional<Reason> problemWithState(KnownDevice device) {
        if (device.hubMovedTo().isPresent()) {
            return Optional.of(Reason.HUB_MOVED);
        }
        if (!device.hubEnabled()) {
            return Optional.of(Reason.HUB_DISABLED);
        }
        if (device.plan() == ProductPlan.SHARED && !device.dialect().equals(Admission.Admitted.DEFAULT_DIALECT)) {
            return Optional.of(Reason.PLAN_UNSUITABLE);
        }
        return device.enabled() ? Optional.empty() : Optional.of(Reason.DEVICE_DISABLED);
    }

    private Rights rights(KnownDevice device, long seen, OptionalLong validUntil, String method) {
        FilledFilters filled = FilledFilters.of(device.messageFilters(), device.identity());
        return new Rights(
                new Admission.Admitted(
                        device.identity(),
                        filled.filters(),
                        limits,
                        device.plan() == ProductPlan.SHARED ? sharedPlan : PlanRules.EVERYTHING,
                        device.allowMultipleConnections(),
                        seen,
                        device.dialect(),
                        dialects.named(device.dialect())
                                .rules(device.identity())
                                .until(validUntil),
                        method),
                filled.problems());
    }

    /** scaleway.md A4 forbids QoS 1 and 2; the list of events only QoS 2 and subscribing with QoS 1 (scaleway.md 0.5). */
    private static PlanRules sharedPlan(HubSettings settings) {
        return settings.sharedPlanAllowsQos1()
                ? PlanRules.SHARED.withMaxPublishQos(Qos.AT_LEAST_ONCE)
                : PlanRules.SHARED;
    }
}

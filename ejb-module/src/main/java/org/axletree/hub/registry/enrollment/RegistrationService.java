package org.axletree.hub.registry.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.time.SteadyClock;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.azure.AzureIdentity;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.AzureTwin;
import org.axletree.hub.registry.azure.AzureTwinService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.IdentityDraft;
import org.axletree.hub.registry.azure.TwinPatch;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.provisioning.ProvisioningRate;
import org.axletree.hub.settings.HubSettings;

/** Gives devices that came by an enrolment their hub. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class RegistrationService {
    private static final String INITIAL = "initialAssignment";
    private static final String MIGRATED = "deviceDataMigrated";
    private static final String RESET = "deviceDataReset";

    private Registry registry;
    private EnrollmentDirectory directory;
    private EnrollmentScopes scopes;
    private EnrolledHubs hubs;
    private HubDirectory hubDirectory;
    private AzureIdentityService identities;
    private AzureTwinService twins;
    private ProvisioningRate rate;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected RegistrationService() {}

    @Inject
    public RegistrationService(
            Registry registry,
            EnrollmentDirectory directory,
            EnrollmentScopes scopes,
            EnrolledHubs hubs,
            HubDirectory hubDirectory,
            AzureIdentityService identities,
            AzureTwinService twins,
            HubSettings settings) {
        this.registry = registry;
        this.directory = directory;
        this.scopes = scopes;
        this.hubs = hubs;
        this.hubDirectory = hubDirectory;
        this.identities = identities;
        this.twins = twins;
        this.rate = new ProvisioningRate(settings.limit(HubLimit.NEWCOMERS_PER_MINUTE), new SteadyClock());
    }

    /** The hub whose owner learns of those who cannot prove that they are enrolled; empty if there is none. */
    public String hubToTell(EnrollmentScope scope) {
        return hubs.anyOf(scope.projectId()).map(Hub::id).orElse("");
    }

    /** The hub that a device would get now; empty if there is none. */
    public Optional<Hub> hubFor(Enrollment enrollment, AllocationPolicy otherwise, String registrationId) {
        String present =
                find(enrollment.id(), registrationId).map(AssignedDevice::hubId).orElse("");
        return hubs.choose(enrollment, otherwise, registrationId, present);
    }

    /**
     * Makes a device of somebody who proved to belong to an enrolment, or finds the one that they have been.
     *
     * @param credential what the device proves itself with at its hub
     */
    public AssignedDevice register(String enrollmentId, String registrationId, DeviceCredential credential) {
        Enrollment enrollment =
                directory.byId(enrollmentId).orElseThrow(() -> ProblemException.notFound("enrollment", registrationId));
        Optional<AssignedDevice> before = find(enrollmentId, registrationId);
        Optional<Hub> stays =
                before.filter(known -> !enrollment.wanted().updateHub()).flatMap(known -> hub(known.hubId()));
        AllocationPolicy otherwise = scopes.get(enrollment.scopeName()).allocation();
        String present = before.map(AssignedDevice::hubId).orElse("");
        Hub hub = stays.or(() -> hubs.choose(enrollment, otherwise, registrationId, present))
                .orElseThrow(() -> new ProblemException(new Problem.PreconditionFailed(
                        "unknown_precondition", "there is no hub for the device (expected: one that is enabled)")));
        if (!rate.takes(hub.id())) {
            throw new ProblemException(
                    new Problem.TransientState("enrollment", registrationId, "too many new devices in this minute"));
        }
        String name = enrollment.wanted().deviceName().isEmpty()
                ? registrationId
                : enrollment.wanted().deviceName();
        String substatus = settle(enrollment, before, hub, name, credential);
        return note(enrollmentId, registrationId, hub, name, substatus);
    }

    /** Answers what became of the device. */
    private String settle(
            Enrollment enrollment, Optional<AssignedDevice> before, Hub hub, String name, DeviceCredential credential) {
        HubPlace place = new HubPlace(hub.region(), hub.id());
        Optional<AssignedDevice> elsewhere =
                before.filter(known -> !known.hubId().equals(hub.id()));
        Optional<AzureTwin> taken =
                elsewhere.filter(known -> enrollment.wanted().migrateData()).flatMap(this::twinOf);
        boolean isNew = arrange(enrollment, place, name, credential);
        if (isNew) {
            JsonObject tags =
                    taken.map(AzureTwin::tags).orElse(enrollment.wanted().tags());
            JsonObject desired =
                    taken.map(AzureTwin::desired).orElse(enrollment.wanted().desired());
            if (!tags.isEmpty() || !desired.isEmpty()) {
                twins.change(
                        place,
                        name,
                        new TwinPatch(Optional.of(tags), Optional.of(desired), true, OptionalLong.empty()));
            }
        }
        elsewhere.ifPresent(this::leave);
        if (elsewhere.isPresent()) {
            return taken.isPresent() ? MIGRATED : RESET;
        }
        return before.map(AssignedDevice::substatus).orElse(INITIAL);
    }

    /** Makes the device, or gives the one that there is what it proves itself with. Answers whether it is new. */
    private boolean arrange(Enrollment enrollment, HubPlace place, String name, DeviceCredential credential) {
        Optional<AzureIdentity> present = identities.find(place, name);
        if (present.isEmpty()) {
            requireFree(place, name);
            identities.create(
                    place,
                    name,
                    new IdentityDraft(
                            Optional.of(credential),
                            true,
                            "",
                            enrollment.wanted().iotEdge()));
            return true;
        }
        AzureIdentity known = present.get();
        if (credential.provesSameAs(known.credential())) {
            return false;
        }
        identities.update(
                place,
                name,
                new IdentityDraft(
                        Optional.of(credential), known.device().enabled(), known.statusReason(), known.iotEdge()),
                OptionalLong.empty());
        return false;
    }

    private void requireFree(HubPlace place, String name) {
        if (identities.isTakenByOthers(place, name)) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    Problem.PreconditionFailed.IN_USE,
                    "device " + name + " is there already, and is none of Azure's (expected: another deviceId in the"
                            + " enrollment, or that device deleted)"));
        }
    }

    private Optional<AzureTwin> twinOf(AssignedDevice known) {
        return hub(known.hubId())
                .map(hub -> new HubPlace(hub.region(), hub.id()))
                .filter(place -> identities.find(place, known.deviceName()).isPresent())
                .map(place -> twins.get(place, known.deviceName()));
    }

    /** A device is in one hub only. */
    private void leave(AssignedDevice known) {
        hub(known.hubId())
                .map(hub -> new HubPlace(hub.region(), hub.id()))
                .filter(place -> identities.find(place, known.deviceName()).isPresent())
                .ifPresent(place -> identities.delete(place, known.deviceName(), OptionalLong.empty()));
    }

    private AssignedDevice note(String enrollmentId, String registrationId, Hub hub, String name, String substatus) {
        return registry.change("registration", registrationId, entities -> {
            RegistrationRow present =
                    entities.find(RegistrationRow.class, new RegistrationRow.Key(enrollmentId, registrationId));
            RegistrationRow row = present == null ? new RegistrationRow() : present;
            row.enrollmentId = enrollmentId;
            row.registrationId = registrationId;
            row.hubId = hub.id();
            row.deviceName = name;
            row.substatus = substatus;
            row.operationId = "5." + UUID.randomUUID().toString().replace("-", "");
            row.createdAt = present == null ? clock.millis() : present.createdAt;
            row.updatedAt = clock.millis();
            entities.persist(row);
            entities.flush(); // for its new revision
            return assigned(row, hub.name());
        });
    }

    /** What became of somebody who asked for a hub; empty if nobody did, or the hub is gone. */
    public Optional<AssignedDevice> find(String enrollmentId, String registrationId) {
        return registry.read(entities -> Optional.ofNullable(
                        entities.find(RegistrationRow.class, new RegistrationRow.Key(enrollmentId, registrationId))))
                .flatMap(row -> hub(row.hubId).map(hub -> assigned(row, hub.name())));
    }

    /** All that came by an enrolment, in the order of their names. */
    public List<AssignedDevice> all(String enrollmentId, int most) {
        return registry
                .read(entities -> entities.createQuery(
                                "select r from RegistrationRow r where r.enrollmentId = :id order by r.registrationId",
                                RegistrationRow.class)
                        .setParameter("id", enrollmentId)
                        .setMaxResults(most)
                        .getResultList())
                .stream()
                .flatMap(row -> hub(row.hubId).map(hub -> assigned(row, hub.name())).stream())
                .toList();
    }

    /** Forgets who came; the device stays. */
    public void delete(String enrollmentId, String registrationId) {
        registry.change("registration", registrationId, entities -> {
            RegistrationRow row =
                    entities.find(RegistrationRow.class, new RegistrationRow.Key(enrollmentId, registrationId));
            if (row == null) {
                throw ProblemException.notFound("registration", registrationId);
            }
            entities.remove(row);
            return null;
        });
    }

    private Optional<Hub> hub(String hubId) {
        return hubDirectory.hubByHost(hubId).filter(hub -> hub.id().equals(hubId));
    }

    private static AssignedDevice assigned(RegistrationRow row, String hubName) {
        return new AssignedDevice(
                row.registrationId,
                row.hubId,
                hubName,
                row.deviceName,
                row.substatus,
                row.operationId,
                row.revision,
                Instant.ofEpochMilli(row.createdAt),
                Instant.ofEpochMilli(row.updatedAt));
    }
}

package org.axletree.hub.registry.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.persistence.EntityManager;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;

/**
 * Twins in Azure's sense: tags, which devices do not see, and properties, which are desired by the owner and reported by the
 * device (docs/reference/dialects/azure.md, 7). Every method throws {@link ProblemException} where it cannot.
 */
@ApplicationScoped
public class AzureTwinService {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
    private static final int PAGE = 200;

    private Registry registry;
    private AzureIdentityService identities;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected AzureTwinService() {}

    @Inject
    public AzureTwinService(Registry registry, AzureIdentityService identities) {
        this.registry = registry;
        this.identities = identities;
    }

    /** What a device sees of its own twin. */
    public record Properties(JsonObject desired, long desiredVersion, JsonObject reported, long reportedVersion) {}

    /** By primary key: it costs the same whatever number of devices there is. */
    public Properties ownOf(DeviceIdentity device) {
        return registry.read(entities -> {
            AzureDeviceRow row = entities.find(AzureDeviceRow.class, device.deviceId());
            if (row == null) {
                throw ProblemException.notFound("device", device.deviceName());
            }
            return new Properties(json(row.desired), row.desiredVersion, json(row.reported), row.reportedVersion);
        });
    }

    /**
     * A device reports.
     *
     * @param version of the reported properties that the patch was made for; empty for any
     * @return the new version
     */
    public long report(DeviceIdentity device, JsonObject patch, OptionalLong version) {
        return registry.change("twin", device.deviceName(), entities -> {
            AzureDeviceRow row = entities.find(AzureDeviceRow.class, device.deviceId());
            if (row == null) {
                throw ProblemException.notFound("device", device.deviceName());
            }
            requireVersion(version, row.reportedVersion, "$version");
            row.reported = TwinRules.merged("reported", json(row.reported), patch, TwinRules.MOST_PROPERTIES)
                    .toString();
            row.reportedVersion++;
            row.reportedUpdatedAt = clock.millis();
            return row.reportedVersion;
        });
    }

    public AzureTwin get(HubPlace hub, String name) {
        AzureIdentity identity = identities.get(hub, name);
        return registry.read(
                entities -> twin(AzureFinder.found(entities, hub.hubId(), name).row(), identity));
    }

    /** Changes tags and desired properties. */
    public AzureTwin change(HubPlace hub, String name, TwinPatch patch) {
        registry.change("twin", name, entities -> {
            AzureFinder.Found found = AzureFinder.found(entities, hub.hubId(), name);
            AzureDeviceRow row = found.row();
            requireVersion(patch.version(), row.twinVersion, "If-Match");
            patch.tags()
                    .ifPresent(tags -> row.tags = applied("tags", row.tags, tags, patch.whole(), TwinRules.MOST_TAGS));
            patch.desired().ifPresent(desired -> {
                row.desired = applied("desired", row.desired, desired, patch.whole(), TwinRules.MOST_PROPERTIES);
                row.desiredVersion++;
                row.desiredUpdatedAt = clock.millis();
            });
            row.twinVersion++;
            new AuditedDeed(
                            "updated",
                            "twin",
                            found.device().id(),
                            hub.hubId(),
                            Map.of("version", row.twinVersion - 1),
                            Map.of("version", row.twinVersion))
                    .noteWithChange();
            return null;
        });
        return get(hub, name);
    }

    /** Twins that somebody looks for, devices only, in the order of their names. */
    public List<AzureTwin> find(HubPlace hub, String after, int most, Predicate<AzureTwin> wanted) {
        List<AzureTwin> found = new ArrayList<>();
        String last = after;
        while (found.size() < most) {
            List<AzureTwin> page = page(hub, last);
            page.stream().filter(wanted).limit(most - (long) found.size()).forEach(found::add);
            if (page.size() < PAGE) {
                break;
            }
            last = page.get(page.size() - 1).identity().device().name();
        }
        return found;
    }

    /** Likewise, among devices of some names. */
    public List<AzureTwin> find(HubPlace hub, Set<String> names, String after, int most, Predicate<AzureTwin> wanted) {
        Set<String> possible =
                names.stream().filter(AzureIdentityService::isName).collect(Collectors.toSet());
        return possible.isEmpty()
                ? List.of()
                : twins(hub, entities -> AzureFinder.devicesAfter(entities, hub.hubId(), after, possible)).stream()
                        .filter(wanted)
                        .limit(most)
                        .toList();
    }

    private List<AzureTwin> page(HubPlace hub, String last) {
        return twins(hub, entities -> AzureFinder.devicesAfter(entities, hub.hubId(), last, PAGE));
    }

    private List<AzureTwin> twins(HubPlace hub, Function<EntityManager, List<AzureFinder.Found>> finding) {
        return registry.read(entities -> {
            List<AzureFinder.Found> found = finding.apply(entities);
            List<AzureIdentity> known = identities.identities(entities, found);
            return IntStream.range(0, found.size())
                    .mapToObj(i -> twin(found.get(i).row(), known.get(i)))
                    .toList();
        });
    }

    private static String applied(String name, String present, JsonObject given, boolean whole, int most) {
        return (whole ? TwinRules.replaced(name, given, most) : TwinRules.merged(name, json(present), given, most))
                .toString();
    }

    private static void requireVersion(OptionalLong expected, long present, String argument) {
        if (expected.isPresent() && expected.getAsLong() != present) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition", argument + ": the twin has version " + present + " (expected: that one)"));
        }
    }

    private static AzureTwin twin(AzureDeviceRow row, AzureIdentity identity) {
        return new AzureTwin(
                identity,
                json(row.tags),
                json(row.desired),
                row.desiredVersion,
                Instant.ofEpochMilli(row.desiredUpdatedAt),
                json(row.reported),
                row.reportedVersion,
                Instant.ofEpochMilli(row.reportedUpdatedAt),
                row.twinVersion);
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}

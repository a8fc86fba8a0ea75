package org.axletree.hub.registry.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.hub.ProductPlan;

/** Chooses the hub of a device that came by an enrolment. */
@ApplicationScoped
public class EnrolledHubs {
    private HubDirectory directory;

    /** For the container's proxy. */
    protected EnrolledHubs() {}

    @Inject
    public EnrolledHubs(HubDirectory directory) {
        this.directory = directory;
    }

    /** @throws ProblemException if a host name is none of a hub of the project */
    void requireOf(String projectId, List<String> hostNames) {
        for (String hostName : hostNames) {
            if (named(projectId, hostName).isEmpty()) {
                throw ProblemException.invalid(
                        "iotHubs",
                        "unknown",
                        Problem.shown(hostName) + " (expected: the host name of a hub of the same resource group)");
            }
        }
    }

    /** A hub whose owner wants to know what becomes of devices that ask there; empty if the project has none. */
    Optional<Hub> anyOf(String projectId) {
        return directory.all().stream()
                .filter(hub -> hub.projectId().equals(projectId))
                .findFirst();
    }

    private Optional<Hub> named(String projectId, String hostName) {
        String host = hostName.toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        return directory.hubByHost(dot < 0 ? host : host.substring(0, dot)).filter(hub -> hub.projectId()
                .equals(projectId));
    }

    /**
     * The hub of a device; empty if there is none that could take it.
     *
     * @param present where the device is now; it stays there as long as that hub may be chosen
     */
    Optional<Hub> choose(Enrollment enrollment, AllocationPolicy otherwise, String registrationId, String present) {
        List<Hub> candidates = candidates(enrollment);
        Optional<Hub> staying =
                candidates.stream().filter(hub -> hub.id().equals(present)).findFirst();
        if (staying.isPresent() || candidates.isEmpty()) {
            return staying;
        }
        return Optional.of(
                enrollment.wanted().allocation().orElse(otherwise) == AllocationPolicy.STATIC
                        ? candidates.get(0)
                        : candidates.stream()
                                .max(Comparator.comparing(hub -> weight(hub.id(), registrationId)))
                                .orElseThrow());
    }

    private List<Hub> candidates(Enrollment enrollment) {
        List<String> names = enrollment.wanted().hubs();
        Stream<Hub> all = names.isEmpty()
                ? directory.all().stream().filter(hub -> hub.projectId().equals(enrollment.projectId()))
                : names.stream().flatMap(name -> named(enrollment.projectId(), name).stream());
        return all.filter(hub -> hub.enabled()
                        && hub.productPlan() != ProductPlan.SHARED
                        && hub.movedTo().isEmpty())
                .toList();
    }

    /** The highest wins: when a hub goes or comes, only devices that have to move do. */
    private static String weight(String hubId, String registrationId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((hubId + " " + registrationId).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}

package org.axletree.hub.gate;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.core.door.Admission;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;

/**
 * What the gate decided, and about whom.
 *
 * @param hubId the hub, also of a device that is refused; empty if nobody was identified
 * @param deviceId the device, likewise
 * @param detail what else the hub's owner should know of a refusal; may be empty
 * @param created whether the device was created for this connection (scaleway.md D10)
 * @param claimants devices that it may have been, whose owners learn of a refusal; else empty (scaleway.md D14)
 * @param alike what was decided of other devices that have the same name, each for its own owner
 * @param warnings entries of the device's filters that could not be filled in (scaleway.md E8)
 */
public record Decision(
        Admission admission,
        String hubId,
        String deviceId,
        String detail,
        boolean created,
        List<DeviceIdentity> claimants,
        List<Decision> alike,
        List<String> warnings) {
    public Decision {
        Objects.requireNonNull(admission, "admission");
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(detail, "detail");
        claimants = List.copyOf(claimants);
        alike = List.copyOf(alike);
        warnings = List.copyOf(warnings);
    }

    static Decision refused(Admission.Refused refusal, String hubId, String deviceId, String detail) {
        return new Decision(refusal, hubId, deviceId, detail, false, List.of(), List.of(), List.of());
    }

    /** One refusal of several devices that have one name: what the first says is what the client hears. */
    static Decision refusedAlike(List<Decision> each) {
        Decision first = each.get(0);
        return new Decision(
                first.admission(),
                first.hubId(),
                first.deviceId(),
                first.detail(),
                false,
                List.of(),
                each.subList(1, each.size()),
                List.of());
    }

    /** The same refusal, of somebody who came to this hub; whom nobody knows is told what all wrong logins there are told. */
    public Decision at(String knownHubId) {
        if (!(admission instanceof Admission.Refused refused)) {
            throw new IllegalStateException("admission: " + admission + " (expected: a refusal)");
        }
        Admission.Refused uniform = refused.told() == Reason.UNIDENTIFIED
                ? new Admission.Refused(
                        refused.reason(), refused.serverReference(), Reason.NOT_AUTHORIZED, refused.delayMillis())
                : refused;
        return new Decision(uniform, knownHubId, deviceId, detail, created, claimants, alike, warnings);
    }

    /** What else the owner of one of the {@link #claimants} should know: no more of other hubs than that they have one, too. */
    public String detailFor(DeviceIdentity claimant) {
        List<String> here = claimants.stream()
                .filter(each -> each.hubId().equals(claimant.hubId()))
                .map(DeviceIdentity::deviceName)
                .sorted()
                .toList();
        String ofThisHub = here.size() > 1 ? "devices of this hub have it: " + String.join(", ", here) : "";
        String ofOthers = here.size() < claimants.size() ? "another hub says that it is a device's there" : "";
        return Stream.of(detail, ofThisHub, ofOthers)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    static Decision contested(List<DeviceIdentity> claimants) {
        Admission.Refused refusal = new Admission.Refused(Reason.CERTIFICATE_CLAIMED);
        return new Decision(refusal, "", "", "", false, claimants, List.of(), List.of());
    }
}

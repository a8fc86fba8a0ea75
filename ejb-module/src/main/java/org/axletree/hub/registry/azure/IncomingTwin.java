package org.axletree.hub.registry.azure;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.axletree.hub.registry.NewRows;

/** What only identities of Azure's have, as they were elsewhere. */
public record IncomingTwin(
        boolean iotEdge, String statusReason, JsonObject tags, JsonObject desired, JsonObject reported) {
    private static final int MOST_REASON = 128;
    private static final int MOST_BYTES = 32 * 1024;

    /** Why it cannot be taken over; one sentence. */
    public Optional<String> problem() {
        if (statusReason.length() > MOST_REASON) {
            return Optional.of("statusReason has " + statusReason.length() + " characters (expected: at most "
                    + MOST_REASON + ")");
        }
        for (JsonObject each : new JsonObject[] {tags, desired, reported}) {
            if (each.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                return Optional.of("a part of the twin is larger than " + MOST_BYTES + " bytes (expected: less)");
            }
        }
        return Optional.empty();
    }

    /** Writes it down beside a new device. */
    public void add(NewRows rows, String deviceId, long now) {
        AzureDeviceRow row = AzureDeviceRow.of(deviceId, iotEdge, statusReason, now);
        row.tags = tags.toString();
        row.desired = desired.toString();
        row.reported = reported.toString();
        rows.add(row);
    }
}

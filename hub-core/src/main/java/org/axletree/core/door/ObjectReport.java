package org.axletree.core.door;

import java.util.Objects;
import java.util.Optional;

/**
 * What a device said of one of its objects (LwM2M): a notification of what is observed, or something it sent unasked.
 *
 * @param path of the object, instance or resource, as {@code 19/0/0}; without a leading slash
 * @param payload the bytes as they came
 * @param values what the bytes mean, as a JSON object of path and value; empty where they are the device's own
 * @param receivedAt in milliseconds since 1970-01-01T00:00Z
 */
public record ObjectReport(String path, byte[] payload, Optional<String> values, long receivedAt) {
    public ObjectReport {
        Objects.requireNonNull(path, "path");
        payload = payload.clone();
        Objects.requireNonNull(values, "values");
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }
}

package org.axletree.hub.registry.device;

import java.time.Instant;
import java.util.Optional;

/**
 * Which devices of a region to list. What is empty does not restrict.
 *
 * @param name finds parts of names
 * @param search finds beginnings of words of name and description, of the id, and of the fingerprint of the certificate
 *     ({@link DeviceWords}); in one hub only
 * @param connected in one hub only
 * @param certificateEndsBefore the time before which the certificate ends; in one hub only
 * @param dialect whose words the devices speak: the short name of a cloud; in one hub only
 */
public record DeviceQuery(
        String region,
        Optional<String> hubId,
        Optional<String> name,
        Optional<Boolean> allowInsecure,
        Optional<Boolean> enabled,
        Optional<String> search,
        Optional<Boolean> connected,
        Optional<Instant> certificateEndsBefore,
        Optional<String> dialect) {

    public DeviceQuery(
            String region,
            Optional<String> hubId,
            Optional<String> name,
            Optional<Boolean> allowInsecure,
            Optional<Boolean> enabled) {
        this(region, hubId, name, allowInsecure, enabled, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public DeviceQuery(
            String region,
            Optional<String> hubId,
            Optional<String> name,
            Optional<Boolean> allowInsecure,
            Optional<Boolean> enabled,
            Optional<String> search,
            Optional<Boolean> connected,
            Optional<Instant> certificateEndsBefore) {
        this(region, hubId, name, allowInsecure, enabled, search, connected, certificateEndsBefore, Optional.empty());
    }

    /** The same, of connected devices alone. */
    public DeviceQuery connectedOnly() {
        return whereConnected(Optional.of(true));
    }

    /** The same; whoever is connected, where empty. */
    DeviceQuery whereConnected(Optional<Boolean> wanted) {
        return new DeviceQuery(
                region, hubId, name, allowInsecure, enabled, search, wanted, certificateEndsBefore, dialect);
    }

    /** Whether it finds every device, but for the hub. */
    boolean isAll() {
        return name.isEmpty()
                && allowInsecure.isEmpty()
                && enabled.isEmpty()
                && search.isEmpty()
                && connected.isEmpty()
                && certificateEndsBefore.isEmpty()
                && dialect.isEmpty();
    }
}

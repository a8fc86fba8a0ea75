package org.axletree.coap.registration;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A registration as it is kept.
 *
 * @param id what the device calls it by, below {@code /rd}; nobody can guess it
 * @param endpoint the endpoint name
 * @param principal what its device proved in the DTLS handshake; empty without DTLS
 * @param address where the device was last heard
 * @param lifetimeSeconds after which it ends without an update
 * @param expiresAt when it ends, in milliseconds since 1970
 * @param version of LwM2M
 * @param queueMode whether the device is not always reachable
 * @param links its objects
 * @param observations path of what is observed, by token
 */
public record Registration(
        String id,
        String endpoint,
        String hubId,
        String deviceId,
        Optional<Principal> principal,
        InetSocketAddress address,
        long lifetimeSeconds,
        long expiresAt,
        String version,
        boolean queueMode,
        ObjectLinks links,
        Map<Long, String> observations) {
    /** Where nothing is said of it (LwM2M section 6.2.1). */
    public static final long DEFAULT_LIFETIME_SECONDS = 86_400;

    public Registration {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(links, "links");
        observations = Map.copyOf(observations);
    }

    /** Whether it came over DTLS. */
    public boolean secure() {
        return principal.isPresent();
    }

    /** The objects' paths, without their root. */
    public List<String> objects() {
        return links.paths();
    }

    /** The same, heard from somewhere. */
    public Registration at(InetSocketAddress other) {
        return new Registration(
                id,
                endpoint,
                hubId,
                deviceId,
                principal,
                other,
                lifetimeSeconds,
                expiresAt,
                version,
                queueMode,
                links,
                observations);
    }

    /** The same, with these observations. */
    public Registration observing(Map<Long, String> others) {
        return new Registration(
                id,
                endpoint,
                hubId,
                deviceId,
                principal,
                address,
                lifetimeSeconds,
                expiresAt,
                version,
                queueMode,
                links,
                others);
    }

    /** The same after an update. */
    public Registration updated(RegistrationQuery query, ObjectLinks newLinks, InetSocketAddress from, long now) {
        long lifetime = query.lifetimeSeconds().orElse(lifetimeSeconds);
        return new Registration(
                id,
                endpoint,
                hubId,
                deviceId,
                principal,
                from,
                lifetime,
                now + lifetime * 1000,
                version,
                query.queueMode().orElse(queueMode),
                newLinks,
                observations);
    }
}

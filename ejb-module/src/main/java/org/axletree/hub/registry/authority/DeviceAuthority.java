package org.axletree.hub.registry.authority;

import java.time.Instant;
import java.util.Optional;

/**
 * An authority that an owner uploaded for a hub.
 *
 * @param id UUID
 * @param revision counts up with every change
 * @param name unique in the hub
 * @param fingerprint SHA-256 of the certificate, in hexadecimal
 * @param verified whether its owner proved to have the key; only then does it vouch for anybody
 * @param code what the proof has to have as its common name; empty until one is asked for
 */
public record DeviceAuthority(
        String id,
        long revision,
        String hubId,
        String name,
        String pem,
        String fingerprint,
        boolean verified,
        Optional<String> code,
        Optional<Instant> codeMadeAt,
        Instant createdAt,
        Instant updatedAt) {}

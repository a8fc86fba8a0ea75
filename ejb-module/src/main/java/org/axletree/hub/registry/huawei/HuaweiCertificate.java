package org.axletree.hub.registry.huawei;

import java.time.Instant;

/**
 * An authority that vouches for a hub's devices, in Huawei's words.
 *
 * @param id 32 hexadecimal digits
 * @param commonName of its subject
 * @param owner the organization of its subject; may be empty
 * @param code what the proof has to have as its common name; empty once it was proved
 */
public record HuaweiCertificate(
        String id,
        String commonName,
        String owner,
        boolean verified,
        String code,
        Instant createdAt,
        Instant validFrom,
        Instant validUntil) {}

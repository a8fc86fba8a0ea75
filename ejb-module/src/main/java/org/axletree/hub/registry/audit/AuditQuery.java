package org.axletree.hub.registry.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which changes are asked for; what is empty does not matter.
 *
 * @param resourceId UUID of the thing that changed
 * @param hubId UUID of the hub that they are in
 * @param who a part of the login name, or of the name of a token
 * @param resource the kind of thing, as in {@link AuditEntry#resource}
 * @param action {@code created}, {@code updated} or {@code deleted}
 * @param since not before
 * @param until before
 */
public record AuditQuery(
        Optional<String> resourceId,
        Optional<String> hubId,
        Optional<String> who,
        Optional<String> resource,
        Optional<String> action,
        Optional<Instant> since,
        Optional<Instant> until) {}

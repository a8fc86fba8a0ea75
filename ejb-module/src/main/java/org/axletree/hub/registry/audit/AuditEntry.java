package org.axletree.hub.registry.audit;

import java.time.Instant;

/**
 * A change of the registry: who made it, to what, when, and from where.
 *
 * @param who login name or name of a token; {@code hub} for the hub itself
 * @param by {@code person}, {@code token}, {@code policy} (of an Azure hub) or {@code hub}: which of them it was; {@code unknown} in
 *     entries of old, where a person was not told from the administrator's own token
 * @param tokenId UUID of the token; empty if there was none
 * @param userId UUID of the person; empty if there was none
 * @param sourceAddress {@code host:port} of the peer; empty for the hub itself
 * @param action {@code created}, {@code updated} or {@code deleted}; of deeds {@code sent}, {@code disconnected} or {@code ended}
 * @param resource {@code hub}, {@code device}, {@code certificate}, {@code route}, {@code token} and the like; of deeds {@code twin},
 *     {@code message}, {@code command}, {@code session} or {@code retained}
 * @param hubId the hub it belongs to; empty if none
 * @param projectId the hub's project; empty if none
 * @param before the fields that changed as they were, a JSON object without secrets
 * @param after the same fields as they are now
 */
public record AuditEntry(
        long id,
        Instant time,
        String who,
        String by,
        String tokenId,
        String userId,
        String sourceAddress,
        String action,
        String resource,
        String resourceId,
        String hubId,
        String projectId,
        String before,
        String after) {}

package org.axletree.hub.gate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ClientChain;

/**
 * The chains of certificates that were found to lead to an authority lately. A chain is looked at in the handshake and again
 * at CONNECT, and devices come back; that each signature in it is right does not change. Whose authority it is and whether
 * the device may come is asked of the registry each time.
 */
final class VerifiedPaths {
    /** An entry is some 2,000 characters: 20 MB at the most. */
    private static final int MOST = 10_000;

    /** Until when all certificates of a chain are valid. */
    private final Map<String, Instant> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    /** As {@link ClientChain#problemOnTheWayTo}. */
    Optional<Reason> problem(ClientChain chain, String authorityPem, Instant now) {
        String key = String.join(" ", chain.fingerprints()) + " " + authorityPem;
        Optional<Instant> end = find(key);
        if (end.isPresent() && !now.isAfter(end.get())) {
            return Optional.empty();
        }
        Optional<Reason> problem = chain.problemOnTheWayTo(authorityPem, now);
        if (problem.isEmpty()) {
            remember(key, chain.validUntil());
        }
        return problem;
    }

    private synchronized Optional<Instant> find(String key) {
        return Optional.ofNullable(known.get(key));
    }

    private synchronized void remember(String key, Instant end) {
        known.put(key, end);
    }
}

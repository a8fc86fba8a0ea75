package org.axletree.web.console.record;

import java.util.Optional;
import org.axletree.hub.registry.audit.AuditQuery;

/** What the audit log is asked for by an address. */
final class AuditQueries {
    private AuditQueries() {}

    static AuditQuery of(
            Optional<String> thing,
            Optional<String> hub,
            Optional<String> who,
            Optional<String> kind,
            Optional<String> action,
            Optional<String> since) {
        return new AuditQuery(thing, hub, who, kind, action, since.flatMap(Lately::since), Optional.empty());
    }
}

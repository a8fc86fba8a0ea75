package org.axletree.core.door;

import java.util.Objects;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;

/** The gate's answer to a connection that asks to be let in. */
public sealed interface Admission {

    /**
     * The connection may become a session, with these rights.
     *
     * @param identity whom the hub took it for
     * @param filters what it may publish and hear
     * @param limits what it may use
     * @param plan what the hub's plan lets it do
     * @param multipleConnections whether further connections of the device may live beside it (clouds.md B5, B6)
     * @param revision of the registry, read before the registry was: a change with a higher revision was not seen
     */
    record Admitted(
            DeviceIdentity identity,
            MessageFilters filters,
            SessionLimits limits,
            PlanRules plan,
            boolean multipleConnections,
            long revision)
            implements Admission {
        public Admitted {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(filters, "filters");
            Objects.requireNonNull(limits, "limits");
            Objects.requireNonNull(plan, "plan");
        }
    }

    /**
     * The connection is to be closed after the answer that the reason names.
     *
     * @param serverReference where else it should go, as {@code host} or {@code host:port} (MQTT 5 section 4.11); else empty
     */
    record Refused(Reason reason, String serverReference) implements Admission {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(serverReference, "serverReference");
        }

        public Refused(Reason reason) {
            this(reason, "");
        }
    }
}

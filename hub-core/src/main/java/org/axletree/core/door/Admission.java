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
     * @param multipleConnections whether further connections of the device may live beside it (scaleway.md B5, B6)
     * @param revision of the registry, read before the registry was: a change with a higher revision was not seen
     * @param dialect the short name of the cloud's dialect that the device speaks
     * @param rules what its sessions obey because of that dialect
     * @param authMethod how the connection proved whose it is, in the words of its dialect; empty where it has none
     */
    record Admitted(
            DeviceIdentity identity,
            MessageFilters filters,
            SessionLimits limits,
            PlanRules plan,
            boolean multipleConnections,
            long revision,
            String dialect,
            SessionRules rules,
            String authMethod)
            implements Admission, Sender.Device {
        /** The dialect of a device of which nothing else is known: all of MQTT, and topics as they are. */
        public static final String DEFAULT_DIALECT = "scaleway";

        public Admitted {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(filters, "filters");
            Objects.requireNonNull(limits, "limits");
            Objects.requireNonNull(plan, "plan");
            Objects.requireNonNull(dialect, "dialect");
            Objects.requireNonNull(rules, "rules");
            Objects.requireNonNull(authMethod, "authMethod");
        }

        /** One whose dialect has no words for how it proved itself. */
        public Admitted(
                DeviceIdentity identity,
                MessageFilters filters,
                SessionLimits limits,
                PlanRules plan,
                boolean multipleConnections,
                long revision,
                String dialect,
                SessionRules rules) {
            this(identity, filters, limits, plan, multipleConnections, revision, dialect, rules, "");
        }

        /** A device of the default dialect. */
        public Admitted(
                DeviceIdentity identity,
                MessageFilters filters,
                SessionLimits limits,
                PlanRules plan,
                boolean multipleConnections,
                long revision) {
            this(identity, filters, limits, plan, multipleConnections, revision, DEFAULT_DIALECT, SessionRules.MQTT);
        }

        /**
         * The rights that the registry has for the device now, for the connection that has these: when its credential ends and how
         * it proved itself stays.
         */
        public Admitted renewedBy(Admitted now) {
            return new Admitted(
                    now.identity,
                    now.filters,
                    now.limits,
                    now.plan,
                    now.multipleConnections,
                    now.revision,
                    now.dialect,
                    now.rules.until(rules.validUntil()),
                    authMethod);
        }

        @Override
        public Admitted rights() {
            return this;
        }
    }

    /**
     * The connection is to be closed after the answer that {@code told} names.
     *
     * @param reason why, for the owner
     * @param serverReference where else it should go, as {@code host} or {@code host:port} (MQTT 5 section 4.11); else empty
     * @param told the reason that the client is told of. Where it would help somebody who guesses to know the reason, it is
     *     another, the same for all that can be wrong
     * @param delayMillis how long the answer has to wait, in milliseconds; else guessing would be quick
     */
    record Refused(Reason reason, String serverReference, Reason told, int delayMillis) implements Admission {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(serverReference, "serverReference");
            Objects.requireNonNull(told, "told");
        }

        public Refused(Reason reason, String serverReference, Reason told) {
            this(reason, serverReference, told, 0);
        }

        public Refused(Reason reason, String serverReference) {
            this(reason, serverReference, reason);
        }

        public Refused(Reason reason) {
            this(reason, "");
        }
    }
}

package org.axletree.core.limit;

import java.util.Objects;
import org.axletree.core.message.Qos;

/**
 * What the plan of a hub lets its sessions do (scaleway.md A4, A5). Data, not code: a front door obeys the rules and does not
 * know the plans.
 *
 * @param maxPublishQos highest quality of service of a message that a device publishes; what is higher is refused with {@link
 *     org.axletree.core.outcome.Reason#PLAN_FORBIDS_PUBLISH_QOS_1} or {@link
 *     org.axletree.core.outcome.Reason#PLAN_FORBIDS_PUBLISH_QOS_2}
 * @param maxSubscribeQos highest quality of service that a subscription may ask for; what is higher is refused with {@link
 *     org.axletree.core.outcome.Reason#PLAN_FORBIDS_SUBSCRIBE_QOS}
 * @param retain whether messages (and wills) may be retained, else {@link
 *     org.axletree.core.outcome.Reason#PLAN_FORBIDS_RETAIN}
 * @param persistentSessions whether a session may outlive its connection, else {@link
 *     org.axletree.core.outcome.Reason#PLAN_NEEDS_CLEAN_SESSION}; in MQTT 5 the server answers session expiry 0 instead
 * @param wills whether a CONNECT may carry a will, else {@link org.axletree.core.outcome.Reason#WILL_UNSUPPORTED}
 */
public record PlanRules(
        Qos maxPublishQos, Qos maxSubscribeQos, boolean retain, boolean persistentSessions, boolean wills) {

    /** All of MQTT: the dedicated and the high-availability plan. */
    public static final PlanRules EVERYTHING = new PlanRules(Qos.EXACTLY_ONCE, Qos.EXACTLY_ONCE, true, true, true);

    /** The shared plan. */
    public static final PlanRules SHARED = new PlanRules(Qos.AT_MOST_ONCE, Qos.AT_MOST_ONCE, false, false, false);

    public PlanRules {
        Objects.requireNonNull(maxPublishQos, "maxPublishQos");
        Objects.requireNonNull(maxSubscribeQos, "maxSubscribeQos");
    }

    /** The same rules, but for the quality of service of what devices publish. */
    public PlanRules withMaxPublishQos(Qos qos) {
        return new PlanRules(qos, maxSubscribeQos, retain, persistentSessions, wills);
    }
}

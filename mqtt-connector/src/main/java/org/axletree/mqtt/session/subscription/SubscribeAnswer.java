package org.axletree.mqtt.session.subscription;

import java.util.List;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;

/**
 * What becomes of a SUBSCRIBE: granted as a whole or refused as a whole (scaleway.md E3). Called once on the session's event
 * loop, when what was granted survives a crash; not at all if the connection has ended by then.
 */
public interface SubscribeAnswer {
    /** @param granted one for each filter, in their order */
    void granted(List<Qos> granted);

    /** Every filter is refused. */
    void refused(Reason reason);
}

package org.axletree.hub.delivery.target;

import org.axletree.core.outcome.Reason;

/** Hears how routes fare that bring messages in. From any thread; does not block. */
public interface SourceReports {
    /** Nothing comes in: one sentence for the owner, never a secret. May be said again and again. */
    void fails(String routeId, String sentence);

    /** Messages come in, if there are any. */
    void works(String routeId);

    /** A message came and could not be published; it is gone. */
    void refused(String routeId, Reason reason, String topic);
}

package org.axletree.hub.delivery;

import java.util.Objects;
import org.axletree.core.outcome.Reason;

/**
 * Why a message was given up.
 *
 * @param error what was wrong with it; never a secret
 */
record Death(Reason reason, String error) {
    Death {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(error, "error");
    }
}

package org.axletree.hub.exchange;

import java.util.Optional;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.Downlinks;

/** All devices hear topics. */
enum NoDownlinks implements Downlinks {
    INSTANCE;

    @Override
    public boolean concern(String topic) {
        return false;
    }

    @Override
    public Optional<Reason> take(String hubId, Message message) {
        return Optional.empty();
    }
}

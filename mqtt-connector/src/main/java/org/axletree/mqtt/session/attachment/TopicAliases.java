package org.axletree.mqtt.session.attachment;

import java.util.HashMap;
import java.util.Map;
import org.axletree.door.pressure.Footprint;
import org.axletree.door.pressure.Share;

/**
 * The topic aliases of one connection towards its client (MQTT 5 section 3.3.2.3.4): the first topics that are sent get
 * them, as many as the client takes.
 */
final class TopicAliases {
    private final Map<String, Integer> aliases = new HashMap<>();
    private final int most;
    private final Share share;

    /** @param share takes room for them; ends with the connection */
    TopicAliases(int most, Share share) {
        this.most = most;
        this.share = share;
    }

    /** The alias of a topic; 0 if it has none. */
    int of(String topic) {
        Integer alias = aliases.get(topic);
        return alias == null ? 0 : alias;
    }

    /** Gives a topic an alias; 0 if there are no more, or no room for it. */
    int give(String topic, int bytes) {
        if (aliases.size() >= most || !share.take(Footprint.topic(bytes))) {
            return 0;
        }
        int alias = aliases.size() + 1;
        aliases.put(topic, alias);
        return alias;
    }
}

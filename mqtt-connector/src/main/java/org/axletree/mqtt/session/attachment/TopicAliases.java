package org.axletree.mqtt.session.attachment;

import java.util.HashMap;
import java.util.Map;

/**
 * The topic aliases of one connection towards its client (MQTT 5 section 3.3.2.3.4): the first topics that are sent get
 * them, as many as the client takes.
 */
final class TopicAliases {
    private final Map<String, Integer> aliases = new HashMap<>();
    private final int most;

    TopicAliases(int most) {
        this.most = most;
    }

    /** The alias of a topic; 0 if it has none. */
    int of(String topic) {
        Integer alias = aliases.get(topic);
        return alias == null ? 0 : alias;
    }

    /** Gives a topic an alias; 0 if there are no more. */
    int give(String topic) {
        if (aliases.size() >= most) {
            return 0;
        }
        int alias = aliases.size() + 1;
        aliases.put(topic, alias);
        return alias;
    }
}

package org.axletree.hub.registry.device;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axletree.core.filter.MessageFilter;

/**
 * Message filters by the text that lies in the database. A fleet has few, and every device of it the same; a text means the
 * same for ever, so that nothing here can be out of date.
 */
final class FiltersByText {
    /** With {@link #LONGEST} some 10 MB at the most. */
    private static final int MOST = 1_000;

    /** Longer ones are read each time. */
    private static final int LONGEST = 2_000;

    private final FilterAsJson json = new FilterAsJson();

    private final Map<String, MessageFilter> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, MessageFilter> eldest) {
            return size() > MOST;
        }
    };

    MessageFilter of(String text) {
        if (text.length() > LONGEST) {
            return json.convertToEntityAttribute(text);
        }
        synchronized (known) {
            return known.computeIfAbsent(text, json::convertToEntityAttribute);
        }
    }
}

package org.axletree.hub.gate;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axletree.core.scram.ScramVerifier;

/**
 * Where logins stopped for which too many hashes would have had to be compared. Another one by the same name and password goes on there,
 * so that a right one comes in after a few, whatever others try meanwhile.
 */
final class StoppedComparisons {
    /** An entry is some 300 bytes. */
    private static final int MOST = 1_000;

    private final Map<String, String> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** The id of the last device that was compared; empty to begin with the first. Is forgotten by that. */
    synchronized String take(ScramVerifier shown) {
        String deviceId = known.remove(key(shown));
        return deviceId == null ? "" : deviceId;
    }

    synchronized void stopped(ScramVerifier shown, String deviceId) {
        known.put(key(shown), deviceId);
    }

    private static String key(ScramVerifier shown) {
        return Base64.getEncoder().encodeToString(shown.bytes());
    }
}

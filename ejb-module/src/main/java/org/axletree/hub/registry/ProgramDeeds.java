package org.axletree.hub.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What programs send to devices: of all that a token or a policy sends in a hub, one entry an hour is written in the audit log, with the
 * number of those before it that have none. A busy program would otherwise push out what people changed.
 */
final class ProgramDeeds {
    private static final String SENT = "sent";
    private static final long HOUR_MILLIS = 3_600_000;

    /** An entry is some 300 bytes: 3 MB at the most. Of a program that is forgotten, the next deed is written. */
    private static final int MOST = 10_000;

    private record Sender(Caller.Kind kind, String id, String name, String hubId, String resource) {}

    /** @param untold how many were sent since and have no entry */
    private record Written(long atMillis, long untold) {}

    private final Map<Sender, Written> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sender, Written> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Somebody did something.
     *
     * @return how many like it have no entry, if it is to have one; else empty
     */
    synchronized OptionalLong untoldBefore(
            Caller caller, String action, String hubId, String resource, long nowMillis) {
        if (!action.equals(SENT) || caller.kind() == Caller.Kind.PERSON) {
            return OptionalLong.of(0);
        }
        Sender sender = new Sender(caller.kind(), caller.id(), caller.name(), hubId, resource);
        Written before = last.get(sender);
        if (before != null && nowMillis - before.atMillis() < HOUR_MILLIS) {
            last.put(sender, new Written(before.atMillis(), before.untold() + 1));
            return OptionalLong.empty();
        }
        last.put(sender, new Written(nowMillis, 0));
        return OptionalLong.of(before == null ? 0 : before.untold());
    }

    /** What somebody was to have written came to nothing: the next one is written. */
    synchronized void forget(Caller caller) {
        last.keySet()
                .removeIf(sender -> sender.kind() == caller.kind()
                        && sender.id().equals(caller.id())
                        && sender.name().equals(caller.name()));
    }
}

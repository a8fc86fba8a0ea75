package org.axletree.server.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.logging.LogRecord;

/**
 * Lets one record of a kind through in a minute, and tells afterwards how many there were: strangers make a server's libraries
 * say the same as often as they like. The hub's own records always go through, since it says everything once by itself.
 */
final class Repetitions {
    private static final String OWN = "org.axletree.";
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int MOST_KINDS = 1_000;
    private static final int LONGEST_KIND = 80;

    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    Repetitions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether a record is to be written. */
    synchronized boolean isNew(LogRecord record) {
        String logger = String.valueOf(record.getLoggerName());
        if (logger.startsWith(OWN)) {
            return true;
        }
        String name = logger + ": " + kindOf(record);
        Kind known = kinds.get(name);
        if (known != null) {
            known.silenced++;
            return false;
        }
        if (kinds.size() == MOST_KINDS) {
            kinds.remove(kinds.keySet().iterator().next());
        }
        kinds.put(name, new Kind(record, nanoTime.getAsLong()));
        return true;
    }

    /** What to say of those whose minute is over. */
    synchronized List<LogRecord> counts() {
        List<LogRecord> counts = new ArrayList<>();
        long now = nanoTime.getAsLong();
        for (Iterator<Map.Entry<String, Kind>> all = kinds.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Kind> kind = all.next();
            if (now - kind.getValue().since >= MINUTE) {
                all.remove();
                if (kind.getValue().silenced > 0) {
                    counts.add(kind.getValue().count());
                }
            }
        }
        return counts;
    }

    /** What records have in common that differ in numbers and parameters only. */
    private static String kindOf(LogRecord record) {
        String message = String.valueOf(record.getMessage());
        if (message.equals("{0}") && record.getParameters() != null && record.getParameters().length > 0) {
            message = String.valueOf(record.getParameters()[0]);
        }
        String shortened =
                message.substring(0, Math.min(message.length(), LONGEST_KIND)).replaceAll("[0-9]+", "0");
        Throwable thrown = record.getThrown();
        return thrown == null ? shortened : shortened + thrown.getClass().getName();
    }

    private static final class Kind {
        private final LogRecord first;
        private final long since;
        private int silenced;

        Kind(LogRecord first, long since) {
            this.first = first;
            this.since = since;
        }

        LogRecord count() {
            LogRecord count = new LogRecord(
                    first.getLevel(), silenced + " more like the one of " + TextLine.TIME.format(first.getInstant()));
            count.setLoggerName(first.getLoggerName());
            return count;
        }
    }
}

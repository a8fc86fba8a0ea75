package org.axletree.web.console;

import java.time.Duration;

/** How long something took, or takes, in words. */
public final class Spans {
    private Spans() {}

    /** The two largest units of it, as 22 min 5 s. */
    public static String inWords(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return Texts.of("span.seconds", "s", seconds);
        }
        if (seconds < 3_600) {
            return Texts.of("span.minutes", "min", seconds / 60, "s", seconds % 60);
        }
        return seconds < 86_400
                ? Texts.of("span.hours", "h", seconds / 3_600, "min", seconds % 3_600 / 60)
                : Texts.of("span.days", "d", seconds / 86_400, "h", seconds % 86_400 / 3_600);
    }
}

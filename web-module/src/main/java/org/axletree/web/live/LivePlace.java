package org.axletree.web.live;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a page has read: what it names when it comes back after its connection was lost.
 *
 * @param message the last message; empty for none
 * @param event the last event; 0 for none
 */
record LivePlace(String message, long event) {
    static final LivePlace START = new LivePlace("", 0);

    private static final Pattern TEXT = Pattern.compile("([0-9-]{0,40})\\.([0-9]{1,18})");

    /** The start, if it is nothing of ours. */
    static LivePlace of(String text) {
        Matcher parts = TEXT.matcher(text == null ? "" : text);
        return parts.matches() ? new LivePlace(parts.group(1), Long.parseLong(parts.group(2))) : START;
    }

    @Override
    public String toString() {
        return message + "." + event;
    }
}

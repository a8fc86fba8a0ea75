package org.axletree.core.filter;

import java.util.Objects;

/** The two filters of a device, independent of each other (scaleway.md E1). */
public record MessageFilters(MessageFilter publish, MessageFilter subscribe) {
    /** Restricts nothing (scaleway.md E5). */
    public static final MessageFilters EVERYTHING =
            new MessageFilters(MessageFilter.EVERYTHING, MessageFilter.EVERYTHING);

    public MessageFilters {
        Objects.requireNonNull(publish, "publish");
        Objects.requireNonNull(subscribe, "subscribe");
    }
}

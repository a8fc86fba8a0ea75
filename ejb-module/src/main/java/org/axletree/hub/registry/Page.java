package org.axletree.hub.registry;

import java.util.List;

/**
 * One page of a list.
 *
 * @param totalCount how many there are on all pages
 * @param items what is on this page
 */
public record Page<T>(long totalCount, List<T> items) {
    public Page {
        items = List.copyOf(items);
    }
}

package org.axletree.hub.registry.listing;

import java.util.List;
import java.util.function.Function;

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

    /** The same page of what the things are shown as. */
    public <S> Page<S> map(Function<T, S> shown) {
        return new Page<>(totalCount, items.stream().map(shown).toList());
    }
}

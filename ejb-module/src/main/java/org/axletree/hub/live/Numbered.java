package org.axletree.hub.live;

import java.util.Objects;

/**
 * Something that was watched, and its place.
 *
 * @param id says where whoever comes back goes on: of one tape only, and rising
 */
public record Numbered<T>(String id, T value) {
    public Numbered {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(value, "value");
    }
}

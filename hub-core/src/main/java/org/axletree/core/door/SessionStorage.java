package org.axletree.core.door;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where and how a door keeps sessions and retained messages.
 *
 * @param directory of its own, which exists
 * @param durability what they survive
 */
public record SessionStorage(Path directory, Durability durability) {
    public SessionStorage {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(durability, "durability");
    }
}

package org.axletree.mqtt.store;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * What keeps records on disk. Used by one thread at a time; the one interface to implement for another kind of storage.
 */
public interface Engine {
    /** Hands over every record, kind by kind in the order of their numbers, and within a kind in the order of its keys. */
    void read(Consumer<Change> reader) throws IOException;

    /**
     * Writes changes down, all or none of them, in their order; they survive what the setting of durability names. With a
     * removal go all records of the kinds that it {@linkplain Change#sweeps sweeps}. May be tried again with the same changes.
     */
    void write(List<Change> changes) throws IOException;

    void close() throws IOException;
}

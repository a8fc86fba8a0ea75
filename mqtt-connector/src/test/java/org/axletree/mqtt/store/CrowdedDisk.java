package org.axletree.mqtt.store;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** An engine on a disk that others fill now and then. */
public final class CrowdedDisk implements Engine {
    private final Engine engine;
    private volatile boolean full;

    public CrowdedDisk(Engine engine) {
        this.engine = engine;
    }

    /** Whether there is no room from now on. */
    public void full(boolean isFull) {
        full = isFull;
    }

    @Override
    public void read(Consumer<Change> reader) throws IOException {
        engine.read(reader);
    }

    @Override
    public void write(List<Change> changes) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        engine.write(changes);
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }
}

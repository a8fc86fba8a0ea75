package org.axletree.mqtt.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axletree.core.door.Durability;
import org.axletree.core.door.SessionStorage;

/** Places for what doors under test keep; they go with the build's other files. */
public final class TestStorage {
    private TestStorage() {}

    /** A place where nothing is. */
    public static SessionStorage fresh() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "sessions"));
            return new SessionStorage(
                    Files.createTempDirectory(parent, "of-a-test").toAbsolutePath(), Durability.PROCESS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.axletree.mqtt.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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

    /** What a door that is killed now would leave behind, in a place of its own. */
    public static SessionStorage leftBehindIn(SessionStorage storage) throws IOException {
        SessionStorage copy = fresh();
        try (Stream<Path> files = Files.list(storage.directory())) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals("LOCK")) {
                    Files.copy(file, copy.directory().resolve(file.getFileName()));
                }
            }
        }
        return copy;
    }
}

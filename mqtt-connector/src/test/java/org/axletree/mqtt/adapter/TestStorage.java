package org.axletree.mqtt.adapter;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
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
        // As at one moment: the engine may put one file in the place of another meanwhile.
        await().ignoreException(NoSuchFileException.class).until(() -> isWhole(copy.directory(), storage.directory()));
        return copy;
    }

    private static boolean isWhole(Path copy, Path original) throws IOException {
        for (Path file : files(copy)) {
            Files.delete(copy.resolve(file));
        }
        Set<Path> before = files(original);
        for (Path file : before) {
            Files.copy(original.resolve(file), copy.resolve(file));
        }
        return files(original).equals(before);
    }

    private static Set<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::getFileName)
                    .filter(name -> !name.toString().equals("LOCK"))
                    .collect(Collectors.toSet());
        }
    }
}

package org.axletree.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.axletree.core.home.StateDirectory;

/**
 * The server's own files in the state directory: Payara's unpacked runtime, its configuration, the application. All but the
 * transaction log are made anew at every start, so nothing of a former version or a crash lives on.
 */
final class Workplace {
    private static final String DIRECTORY = "payara";

    private final StateDirectory home;

    private Workplace(StateDirectory home) {
        this.home = home;
    }

    static Workplace prepare(StateDirectory home) throws IOException {
        Workplace workplace = new Workplace(home);
        delete(workplace.server());
        Files.createDirectories(workplace.server());
        try (InputStream in = Workplace.class.getResourceAsStream("/axletree.ear")) {
            if (in == null) {
                throw new StartFailure("axletree.ear: missing from axletree.jar (expected: a complete build)");
            }
            Files.copy(in, workplace.application(), StandardCopyOption.REPLACE_EXISTING);
        }
        return workplace;
    }

    /** Payara's configuration and generated files. */
    Path server() {
        return home.directory(DIRECTORY).resolve("server");
    }

    /** Payara's unpacked modules. */
    Path runtime() {
        return home.directory(DIRECTORY).resolve("runtime");
    }

    /** The application's archive. */
    Path application() {
        return home.directory(DIRECTORY).resolve("axletree.ear");
    }

    /** The log from which transactions are finished after a crash. */
    Path transactions() {
        return home.directory(DIRECTORY + "/transactions");
    }

    Path write(String name, String content) {
        home.replace(DIRECTORY + "/" + name, content.getBytes(StandardCharsets.UTF_8));
        return home.directory(DIRECTORY).resolve(name);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package org.axletree.verification.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The tests that there are, by the names that documents call them by. */
final class NamedTests {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String SOURCE = ".java";

    private NamedTests() {}

    static Set<String> ofAllModules() throws IOException {
        Set<String> tests = new TreeSet<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(SOURCE))
                            .map(name -> name.substring(0, name.length() - SOURCE.length()))
                            .forEach(tests::add);
                }
            }
        }
        return tests;
    }
}

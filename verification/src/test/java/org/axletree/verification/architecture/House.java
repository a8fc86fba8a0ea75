package org.axletree.verification.architecture;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the modules' own classes and sources lie. A module without classes is an error, not an empty success. */
final class House implements LocationProvider {
    static final List<String> MODULES = List.of(
            "hub-core",
            "door-kit",
            "mqtt-connector",
            "coap-connector",
            "jms-connector",
            "ejb-module",
            "web-module",
            "server-config",
            "cli");

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static Path sources(String module) {
        return ROOT.resolve(module).resolve("src/main/java");
    }

    @Override
    public Set<Location> get(Class<?> testClass) {
        return MODULES.stream().map(House::classes).map(Location::of).collect(Collectors.toUnmodifiableSet());
    }

    static Path classes(String module) {
        Path classes = ROOT.resolve(module).resolve("target/classes");
        if (!Files.isDirectory(classes.resolve("org/axletree"))) {
            throw new IllegalStateException(
                    classes + ": no classes (expected: the module is compiled before it is verified)");
        }
        return classes;
    }
}

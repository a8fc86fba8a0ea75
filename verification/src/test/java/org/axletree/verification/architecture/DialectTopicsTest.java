package org.axletree.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Design rule 2: what a cloud's topics begin with stands in the package of its dialect and nowhere else. A prefix that is
 * compared elsewhere is a dialect that nobody finds when the cloud changes. Looks through the constants of the compiled classes.
 */
final class DialectTopicsTest {

    @ParameterizedTest
    @CsvSource({"$SCW, scaleway", "$iothub/, azure", "$dps/, azure", "$oc/, huawei"})
    void prefix_ofADialectsTopics_standsInItsPackageOnly(String prefix, String dialect) {
        Path home = Path.of("org/axletree/hub/dialect").resolve(dialect);
        List<Path> mentions = House.MODULES.stream()
                .map(House::classes)
                .flatMap(classes -> classesThatMention(classes, prefix).map(classes::relativize))
                .toList();

        assertThat(mentions).allMatch(file -> file.startsWith(home), "stands in " + home);
    }

    @ParameterizedTest
    @CsvSource({"$SCW, true", "$WCS, false"})
    void class_thatMentionsAPrefix_isFound(String prefix, boolean found) {
        Path violating = Path.of("target/test-classes/org/axletree/hub/dialect/violating");

        assertThat(classesThatMention(violating, prefix).findAny()).matches(any -> any.isPresent() == found);
    }

    private static Stream<Path> classesThatMention(Path classes, String prefix) {
        try (Stream<Path> files = Files.walk(classes)) {
            return files
                    .filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> mentions(file, prefix))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(classes + ": cannot be read", e);
        }
    }

    /** The constants of a class file are in (almost) UTF-8, one after the other. */
    private static boolean mentions(Path file, String prefix) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(prefix);
        } catch (IOException e) {
            throw new IllegalStateException(file + ": cannot be read", e);
        }
    }
}

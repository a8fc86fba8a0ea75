package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names tests: each of them must be there. It goes through chapters of ASVS 5.0: no requirement is left out. */
class ThreatModelTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT|Rows))`");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+(?:, \\d+\\.\\d+\\.\\d+)*) \\| \\S.*\\|$");

    /** How many requirements each section has. */
    private static final Map<String, List<Integer>> REQUIREMENTS = Map.of(
            "2", List.of(3, 3, 5, 2),
            "4", List.of(5, 5, 2, 4),
            "6", List.of(3, 12, 8, 6, 8, 4, 2, 4),
            "7", List.of(3, 4, 2, 5, 3, 2),
            "8", List.of(4, 4, 3, 2),
            "9", List.of(3, 4),
            "12", List.of(5, 2, 5),
            "13", List.of(4, 6, 4, 7),
            "16", List.of(1, 5, 4, 3, 4));

    @Test
    void requirementsOfAsvs_haveATest_aReason_orAGap() throws IOException {
        List<String> expected = new ArrayList<>();
        REQUIREMENTS.forEach((chapter, sections) -> {
            for (int section = 1; section <= sections.size(); section++) {
                for (int number = 1; number <= sections.get(section - 1); number++) {
                    expected.add(chapter + "." + section + "." + number);
                }
            }
        });
        List<String> found = ROW.matcher(text())
                .results()
                .flatMap(row -> Stream.of(row.group(1).split(", ")))
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void testsThatAreNamed_areThere() throws IOException {
        Matcher named = TEST.matcher(text());
        Set<String> names = new TreeSet<>();
        while (named.find()) {
            names.add(named.group(1));
        }
        assertThat(names).hasSizeGreaterThan(40);
        assertThat(tests()).containsAll(names);
    }

    private static String text() throws IOException {
        return Files.readString(ROOT.resolve("docs/reference/threat-model.md"));
    }

    private static Set<String> tests() throws IOException {
        Set<String> tests = new TreeSet<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    tests.addAll(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .collect(Collectors.toSet()));
                }
            }
        }
        return tests;
    }
}

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Threat model and ASVS 5.0 name tests: each of them must be there. No requirement of the standard is left out. */
class ThreatModelTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT|Rows))`");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+(?:, \\d+\\.\\d+\\.\\d+)*) \\| \\S.*\\|$");

    /** How many requirements each section has. */
    private static final Map<String, List<Integer>> REQUIREMENTS = Map.ofEntries(
            Map.entry("1", List.of(2, 10, 12, 3, 3)),
            Map.entry("2", List.of(3, 3, 5, 2)),
            Map.entry("3", List.of(1, 3, 5, 8, 8, 1, 5)),
            Map.entry("4", List.of(5, 5, 2, 4)),
            Map.entry("5", List.of(1, 6, 3, 3)),
            Map.entry("6", List.of(3, 12, 8, 6, 8, 4, 2, 4)),
            Map.entry("7", List.of(3, 4, 2, 5, 3, 2)),
            Map.entry("8", List.of(4, 4, 3, 2)),
            Map.entry("9", List.of(3, 4)),
            Map.entry("10", List.of(2, 3, 5, 16, 5, 2, 3)),
            Map.entry("11", List.of(4, 5, 5, 4, 2, 2, 2)),
            Map.entry("12", List.of(5, 2, 5)),
            Map.entry("13", List.of(4, 6, 4, 7)),
            Map.entry("14", List.of(2, 8, 3)),
            Map.entry("15", List.of(5, 5, 7, 4)),
            Map.entry("16", List.of(1, 5, 4, 3, 4)),
            Map.entry("17", List.of(2, 8, 2)));

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
        List<String> found = ROW.matcher(text("asvs"))
                .results()
                .flatMap(row -> Stream.of(row.group(1).split(", ")))
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void testsThatAreNamed_areThere() throws IOException {
        Matcher named = TEST.matcher(text("threat-model") + text("asvs"));
        Set<String> names = new TreeSet<>();
        while (named.find()) {
            names.add(named.group(1));
        }
        assertThat(names).hasSizeGreaterThan(40);
        assertThat(NamedTests.ofAllModules()).containsAll(names);
    }

    private static String text(String document) throws IOException {
        return Files.readString(ROOT.resolve("docs/reference/" + document + ".md"));
    }
}

package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What code and documents cite is there: every document, and of the clouds' dialects every row. */
class CitationsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern DOCUMENT = Pattern.compile("\\b([A-Za-z0-9][\\w-]*\\.md)\\b");
    private static final Pattern ROWS = Pattern.compile(
            "\\b(scaleway|azure|huawei)\\.md ((?:(?:, | and | to |, and )?(?:[A-N]\\d+|0\\.\\d+)\\b)+)");
    private static final Pattern ROW = Pattern.compile("[A-N]\\d+|0\\.\\d+");
    private static final Set<String> TEXTS = Set.of("java", "md", "yaml", "xml", "xhtml", "properties", "sh", "txt");

    @Test
    void documentThatIsCited_isThere() throws IOException {
        Set<String> there = files().filter(file -> file.toString().endsWith(".md"))
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (Path file : files().toList()) {
            Matcher cited = DOCUMENT.matcher(Files.readString(file));
            while (cited.find()) {
                if (!there.contains(cited.group(1))) {
                    missing.add(ROOT.relativize(file) + ": " + cited.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void rowThatIsCited_isThere() throws IOException {
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path file : files().toList()) {
            Matcher cited = ROWS.matcher(Files.readString(file));
            while (cited.find()) {
                String document = Files.readString(ROOT.resolve("docs/reference/dialects/" + cited.group(1) + ".md"));
                Matcher row = ROW.matcher(cited.group(2));
                while (row.find()) {
                    found++;
                    if (!document.contains("| " + row.group() + " |")) {
                        missing.add(ROOT.relativize(file) + ": " + cited.group());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(50);
    }

    /** The sources, without what is built. */
    private static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all
                    .filter(Files::isRegularFile)
                    .filter(file -> Stream.of("target", ".git", "node_modules", "axletree-data")
                            .noneMatch(name ->
                                    ROOT.relativize(file).toString().matches("(.*/)?" + Pattern.quote(name) + "/.*")))
                    .filter(file -> TEXTS.contains(extension(file)))
                    .toList()
                    .stream();
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

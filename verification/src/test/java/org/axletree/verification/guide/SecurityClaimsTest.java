package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Issue 8: what the documents say of security is shown. Each paragraph, list item and table ends with a comment that names the
 * tests which show what it says, {@code <!-- shown by: ATest, BIT -->}, or says that there is {@code nothing to show}.
 */
class SecurityClaimsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SHOWN = Pattern.compile("<!-- shown by: (\\w+(?:, \\w+)*) -->$");
    private static final Pattern NOTHING = Pattern.compile("<!-- nothing to show -->$");
    private static final Pattern ITEM = Pattern.compile("(\\*|\\d+\\.) .*");

    @ParameterizedTest
    @ValueSource(strings = {"docs/guide/security.md", "SECURITY.md"})
    void whateverIsSaid_isShownByTests_thatAreThere(String document) throws IOException {
        Set<String> tests = NamedTests.ofAllModules();
        List<String> blocks = blocks(Files.readString(ROOT.resolve(document)));

        assertThat(blocks).hasSizeGreaterThan(8);
        for (String block : blocks) {
            Matcher shown = SHOWN.matcher(block);
            if (shown.find()) {
                assertThat(tests).as(block).contains(shown.group(1).split(", "));
            } else {
                assertThat(block).containsPattern(NOTHING);
            }
        }
        assertThat(blocks.stream().filter(block -> NOTHING.matcher(block).find()))
                .hasSizeLessThan(blocks.size() / 2);
    }

    @Test
    void blocks_areParagraphsItemsAndTables() {
        assertThat(
                        blocks(
                                "# A\n\nb\nc <!-- x -->\n\n* d\n  e\n* f\n\n1. g\n\n| h |\n| i |\n<!-- y -->\n\n```\n* j\n\nk\n```\n\nl"))
                .containsExactly("b\nc <!-- x -->", "* d\n  e", "* f", "1. g", "| h |\n| i |\n<!-- y -->", "l");
    }

    private static List<String> blocks(String document) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean code = false;
        for (String line : (document + "\n\n").split("\n", -1)) {
            boolean fence = line.startsWith("```");
            boolean ends = line.isBlank() || fence || line.startsWith("#");
            if ((ends || ITEM.matcher(line).matches()) && !block.isEmpty()) {
                blocks.add(block.toString());
                block.setLength(0);
            }
            code ^= fence;
            if (!ends && !code) {
                block.append(block.isEmpty() ? "" : "\n").append(line);
            }
        }
        return blocks;
    }
}

package org.axletree.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is served of PrimeFaces is what this version of it has, and enough for the components that pages use. */
class FewComponentsTest {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path OURS = PAGES.resolve("resources/console/primefaces.js");
    private static final Pattern COMPONENT = Pattern.compile("<p:([a-zA-Z]+)");

    /** Scripts of these are here; the others have none of their own. */
    private static final Set<String> SERVED =
            Set.of("ajax", "commandButton", "commandLink", "confirm", "confirmDialog", "dialog", "remoteCommand");

    @ParameterizedTest
    @CsvSource({
        "primefaces.js, components.js",
        "primefaces-core.js, core.js",
        "primefaces-plugins.js, jquery/jquery-plugins.js"
    })
    void script_isUnchanged(String served, String of) throws IOException {
        String theirs;
        try (InputStream all = FewComponentsTest.class.getResourceAsStream("/META-INF/resources/primefaces/" + of)) {
            theirs = new String(all.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> ours = Files.readAllLines(OURS.resolveSibling(served));
        assertThat(ours).hasSizeGreaterThan(10);
        assertThat(ours.get(0)).as("where it is from").startsWith("/* Of PrimeFaces ");
        assertThat(ours.subList(1, ours.size()))
                .allSatisfy(line -> assertThat(theirs).contains(line));
    }

    @Test
    void everyComponentOfThePages_isServed() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> pages = Files.walk(PAGES)) {
            for (Path page :
                    pages.filter(each -> each.toString().endsWith(".xhtml")).toList()) {
                Matcher component = COMPONENT.matcher(Files.readString(page));
                used.addAll(component.results().map(found -> found.group(1)).collect(Collectors.toSet()));
            }
        }
        assertThat(used).isNotEmpty().isSubsetOf(SERVED);
        String ours = Files.readString(OURS);
        assertThat(List.of("Dialog", "ConfirmDialog", "CommandButton", "CommandLink"))
                .allSatisfy(widget -> assertThat(ours).contains("PrimeFaces.widget." + widget + "="));
        assertThat(ours).as("what asks whether one is sure").contains("PrimeFaces.dialog.DialogHandler=");
    }
}

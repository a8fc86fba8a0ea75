package org.axletree.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All that the pages say stands in the bundle of texts, and what they ask of it is there. */
class TextsTest {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern KEY = Pattern.compile("text\\['([^']+)'\\]");
    private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");

    /** What is no text of ours: comments, and what is written by and for machines. */
    private static final Pattern NO_TEXT = Pattern.compile(
            "(?s)<!--.*?-->|<\\?.*?\\?>|<!DOCTYPE[^>]*>|<(code|pre|kbd|samp|script|style)\\b[^>]*(?<!/)>.*?</\\1>");

    private static final Pattern TAG = Pattern.compile("(?s)<(/?)([\\w:.-]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s([\\w:.-]+)=\"([^\"]*)\"");

    private static final Set<String> SAID = Set.of(
            "title",
            "pt:title",
            "label",
            "itemLabel",
            "placeholder",
            "pt:placeholder",
            "alt",
            "aria-label",
            "pt:aria-label",
            "header",
            "message",
            "yesButtonLabel",
            "noButtonLabel",
            "summary",
            "requiredMessage");

    private static final Set<String> SAYS_ITS_VALUE = Set.of(
            "h:outputLabel",
            "h:outputText",
            "h:commandButton",
            "h:commandLink",
            "h:link",
            "p:commandButton",
            "p:commandLink");

    @Test
    void pages_sayNothingThatIsNotInTheBundle() throws IOException {
        List<String> literal = new ArrayList<>();
        for (Path page : pages()) {
            String text = NO_TEXT.matcher(Files.readString(page)).replaceAll("");
            Matcher tags = TAG.matcher(text);
            int end = 0;
            while (tags.find()) {
                add(literal, page, text.substring(end, tags.start()));
                Matcher attributes = ATTRIBUTE.matcher(tags.group(3));
                while (attributes.find()) {
                    String name = attributes.group(1);
                    if (SAID.contains(name) || (name.equals("value") && SAYS_ITS_VALUE.contains(tags.group(2)))) {
                        add(literal, page, attributes.group(2));
                    }
                }
                end = tags.end();
            }
        }
        assertThat(literal).isEmpty();
    }

    @Test
    void textsThatPagesAskFor_areThere() throws IOException {
        Properties texts = new Properties();
        try (var reader =
                Files.newBufferedReader(Path.of("src/main/resources/org/axletree/web/console/texts.properties"))) {
            texts.load(reader);
        }
        Set<String> asked = new TreeSet<>();
        for (Path page : pages()) {
            KEY.matcher(Files.readString(page))
                    .results()
                    .map(key -> key.group(1))
                    .forEach(asked::add);
        }
        assertThat(asked).hasSizeGreaterThan(400);
        assertThat(texts.stringPropertyNames()).containsAll(asked);
    }

    private static void add(List<String> literal, Path page, String text) {
        String said = ENTITY.matcher(EXPRESSION.matcher(text).replaceAll(""))
                .replaceAll("")
                .strip();
        if (LETTER.matcher(said).find()) {
            literal.add(PAGES.relativize(page) + ": " + said);
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".xhtml")).toList();
        }
    }
}

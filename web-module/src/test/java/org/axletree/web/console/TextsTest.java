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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All that the pages say stands in the bundle of texts, and what they ask of it is there. */
class TextsTest {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path CLASSES = Path.of("src/main/java/org/axletree/web/console");
    private static final Path BUNDLE = Path.of("src/main/resources/org/axletree/web/console/texts.properties");
    private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern KEY = Pattern.compile("text\\['([^']+)'\\]");
    private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");

    private static final Pattern QUOTED = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ASKED =
            Pattern.compile("(?:Texts|Done)\\s*\\.\\w+\\(\\s*\"([^\"]+)\"|\"(done\\.[\\w.]+)\"");
    private static final Pattern COUNTED = Pattern.compile("counted\\('([^']+)'");

    private static final Pattern OF_BUNDLE = Pattern.compile("text\\[(?:[^\\[\\]]|\\[[^\\[\\]]*])*]");
    private static final Pattern CHOSEN = Pattern.compile("[?:]\\s*'([^']*)'");

    /** What a role may change is named as the registry names it. */
    private static final Pattern NAMED_KIND = Pattern.compile("me\\.changes\\('[^']*'\\)");

    /** Two words, or one that begins like a sentence. */
    private static final Pattern SENTENCE =
            Pattern.compile("\\p{L}{2,} \\p{L}{2,}|^ ?\\p{Lu}\\p{Ll}+[ :.]?$|^ \\p{Ll}{2,} ?$");

    /** The log, what nobody should ever see, and what the registry says to programs and {@link Sentence} to people. */
    private static final Pattern FOR_OPERATORS =
            Pattern.compile("LOG\\.|IllegalStateException\\(|\\(expected: |^\\s*(//|/?\\*)");

    /** Names of browsers and systems, forms of days and of tokens, command lines. */
    private static final Pattern MACHINES = Pattern.compile(
            "^(Edge|Opera|Firefox|Windows|Android|Chromium|Safari|Linux|Mac OS X|d MMM yyyy|SharedAccessSignature .*|openssl .*| -.*)$");

    private static final Pattern SELECTOR = Pattern.compile("[#.\\[]|^(use strict|Escape|Enter|Tab|Accept)$");

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
                    boolean sentence = tags.group(2).equals("ui:param")
                            && name.equals("value")
                            && SENTENCE.matcher(attributes.group(2)).find();
                    if (sentence
                            || SAID.contains(name)
                            || (name.equals("value") && SAYS_ITS_VALUE.contains(tags.group(2)))) {
                        add(literal, page, attributes.group(2));
                    }
                }
                end = tags.end();
            }
        }
        assertThat(literal).isEmpty();
    }

    /** What an expression chooses between is a text, too. */
    @Test
    void expressions_sayNothingThatIsNotInTheBundle() throws IOException {
        List<String> literal = new ArrayList<>();
        for (Path page : pages()) {
            Matcher expressions = EXPRESSION.matcher(Files.readString(page));
            while (expressions.find()) {
                String expression = NAMED_KIND.matcher(expressions.group()).replaceAll("");
                QUOTED.matcher(expression)
                        .results()
                        .map(quoted -> quoted.group(1))
                        .filter(text -> text.matches("\\p{Lu}.*|.*\\p{L} .*| .*\\p{L}.*"))
                        .forEach(text -> literal.add(PAGES.relativize(page) + ": " + text));
            }
        }
        assertThat(literal).isEmpty();
    }

    @Test
    void classes_sayNothingThatIsNotInTheBundle() throws IOException {
        List<String> literal = new ArrayList<>();
        for (Path file : files(CLASSES, ".java")) {
            if (file.startsWith(CLASSES.resolve("connect"))) {
                continue; // programs for devices, which are written by and for machines
            }
            for (String line : Files.readAllLines(file)) {
                if (FOR_OPERATORS.matcher(line).find()) {
                    continue;
                }
                LITERAL.matcher(line)
                        .results()
                        .map(found -> found.group(1))
                        .filter(text -> SENTENCE.matcher(text).find()
                                && !MACHINES.matcher(text).find())
                        .forEach(text -> literal.add(CLASSES.relativize(file) + ": " + text));
            }
        }
        assertThat(literal).isEmpty();
    }

    @Test
    void scripts_sayNothingThatIsNotInTheBundle_andFindWhatTheyAskFor() throws IOException {
        Properties texts = texts();
        String template = Files.readString(PAGES.resolve("WEB-INF/template.xhtml"));
        String words = template.substring(template.indexOf("<div id=\"words\""));
        Set<String> inPages = QUOTED.matcher(words.substring(words.indexOf('['), words.indexOf(']')))
                .results()
                .map(quoted -> quoted.group(1))
                .collect(Collectors.toSet());
        assertThat(inPages).hasSizeGreaterThan(20);
        assertThat(texts.stringPropertyNames())
                .containsAll(inPages.stream().map(word -> "word." + word).toList());
        List<String> literal = new ArrayList<>();
        Set<String> asked = new TreeSet<>();
        for (Path script : files(PAGES.resolve("resources/console"), ".js")) {
            if (script.getFileName().toString().startsWith("primefaces")) {
                continue; // PrimeFaces' own
            }
            for (String line : Files.readAllLines(script)) {
                QUOTED.matcher(line)
                        .results()
                        .map(quoted -> quoted.group(1))
                        .filter(text -> SENTENCE.matcher(text).find()
                                && !SELECTOR.matcher(text).find())
                        .forEach(text -> literal.add(script.getFileName() + ": " + text));
                COUNTED.matcher(line).results().forEach(found -> {
                    asked.add(found.group(1) + ".one");
                    asked.add(found.group(1) + ".many");
                });
            }
        }
        assertThat(literal).isEmpty();
        assertThat(asked).hasSizeGreaterThan(3);
        assertThat(inPages).containsAll(asked);
    }

    @Test
    void textsThatClassesAskFor_areThere() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Path file : files(CLASSES, ".java")) {
            ASKED.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .filter(key -> !key.endsWith("."))
                    .forEach(asked::add);
        }
        Set<String> there = texts().stringPropertyNames();
        assertThat(asked)
                .hasSizeGreaterThan(80)
                .allMatch(key -> there.contains(key) || there.containsAll(List.of(key + ".one", key + ".many")));
    }

    @Test
    void textsThatPagesAskFor_areThere() throws IOException {
        Properties texts = texts();
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

    /** Of two texts under one key, one is never said. */
    @Test
    void keys_areThereOnce() throws IOException {
        Set<String> seen = new TreeSet<>();
        assertThat(Files.readAllLines(BUNDLE).stream()
                        .filter(line -> line.matches("[\\w.-]+=.*"))
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .filter(key -> !seen.add(key)))
                .isEmpty();
        assertThat(seen).hasSizeGreaterThan(800);
    }

    private static Properties texts() throws IOException {
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(BUNDLE)) {
            texts.load(reader);
        }
        return texts;
    }

    private static void add(List<String> literal, Path page, String text) {
        // What an expression shows is of the bundle, of whoever is asked, or a mark.
        CHOSEN.matcher(OF_BUNDLE.matcher(text).replaceAll(""))
                .results()
                .map(chosen -> chosen.group(1))
                .filter(chosen -> LETTER.matcher(chosen).find())
                .forEach(chosen -> literal.add(PAGES.relativize(page) + ": " + chosen));
        String said = ENTITY.matcher(EXPRESSION.matcher(text).replaceAll(""))
                .replaceAll("")
                .strip();
        if (LETTER.matcher(said).find()) {
            literal.add(PAGES.relativize(page) + ": " + said);
        }
    }

    private static List<Path> pages() throws IOException {
        return files(PAGES, ".xhtml");
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}

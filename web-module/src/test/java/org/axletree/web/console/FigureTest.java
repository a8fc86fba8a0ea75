package org.axletree.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever writes a number for people, it writes 3,011. */
class FigureTest {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path TEXTS = Path.of("src/main/resources/org/axletree/web/console/texts.properties");
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java"), Path.of("../ejb-module/src/main/java"), Path.of("../hub-core/src/main/java"));

    /** What an expression calls last may be a number: a method, a bean's property or a component of a record. */
    private static final Pattern NUMBER =
            Pattern.compile("\\b(?:int|long|Integer|Long) (?:(?:get(\\w+)|(\\w+))\\(|(\\w+)[,)])");

    private static final Pattern NO_TEXT = Pattern.compile("(?s)<!--.*?-->|<(?:[^<>\"]|\"[^\"]*\")*>");
    private static final Pattern EXPRESSION = Pattern.compile("#\\{([^{}]*)}");
    private static final Pattern LAST = Pattern.compile("\\.(\\w+)(?:\\([^()]*(?:\\([^()]*\\)[^()]*)*\\))?$");

    /** What is counted; ports, versions and levels of QoS are names. */
    private static final Pattern COUNTED = Pattern.compile(
            "(?i).*(count|total|size|messages|letters|bytes|flight|arrived|imported|devices|connected|of)$");

    @Test
    void numbers_areWrittenInOneWay() {
        assertThat(new Figure().of(3_011)).isEqualTo("3,011");
        assertThat(Texts.counted("drops", 12_345)).contains("12,345");
        assertThat(Texts.of("count.more", "count", 10_000)).contains("10,000");
    }

    @Test
    void pages_writeNoNumberByThemselves() throws IOException {
        Set<String> numbers = numbers();
        assertThat(numbers).contains("deviceCount", "connectedDeviceCount", "deadLetters", "total");
        Set<String> bare = new TreeSet<>();
        int seen = 0;
        for (Path page : files(PAGES, ".xhtml")) {
            Matcher expressions =
                    EXPRESSION.matcher(NO_TEXT.matcher(Files.readString(page)).replaceAll(" "));
            while (expressions.find()) {
                String expression = expressions.group(1).strip();
                seen++;
                Matcher last = LAST.matcher(expression);
                if (!expression.matches("figure\\.(of|bytes)\\(.*")
                        && last.find()
                        && COUNTED.matcher(last.group(1)).matches()
                        && numbers.contains(last.group(1))) {
                    bare.add(expression);
                }
            }
        }
        assertThat(seen).isGreaterThan(300);
        assertThat(bare).isEmpty();
    }

    /** One place formats numbers for the scripts, too. */
    @Test
    void scripts_writeNumbersAsTheServerDoes() throws IOException {
        List<String> others = new ArrayList<>();
        for (Path script : files(PAGES.resolve("resources/console"), ".js")) {
            for (String line : Files.readAllLines(script)) {
                if (line.contains("toLocaleString(") && !line.contains("date.toLocaleString(")) {
                    others.add(script.getFileName() + ":" + line.strip());
                }
            }
        }
        assertThat(others).containsExactly("console.js:return Number(value).toLocaleString('en');");
    }

    @Test
    void sizesAndSpans_areWrittenInOneWay() throws IOException {
        assertThat(new Figure().bytes(1)).isEqualTo("1 byte");
        assertThat(new Figure().bytes(3_011)).isEqualTo("3,011 bytes");
        assertThat(Spans.inWords(Duration.ofSeconds(7))).isEqualTo("7 s");
        assertThat(Spans.inWords(Duration.ofSeconds(1_310))).isEqualTo("21 min 50 s");
        assertThat(Files.readAllLines(TEXTS))
                .isNotEmpty()
                .noneMatch(line -> line.matches("[^=]*=(.*\\s)?B(\\s.*)?"))
                .noneMatch(line -> line.contains("{seconds} s"));
    }

    @Test
    void shortenedText_keepsWholeLetters_andNoMoreBytesThanAllowed() {
        assertThat(Texts.shortened("n".repeat(255), 255)).isEqualTo("n".repeat(255));
        assertThat(Texts.shortened("n".repeat(256), 255)).isEqualTo("n".repeat(252) + "…");
        assertThat(Texts.shortened("🌳".repeat(255), 255)).isEqualTo("🌳".repeat(63) + "…");
        assertThat(Texts.shortened("", 255)).isEmpty();
    }

    private static Set<String> numbers() throws IOException {
        Set<String> numbers = new TreeSet<>();
        for (Path sources : SOURCES) {
            for (Path source : files(sources, ".java")) {
                Matcher found = NUMBER.matcher(Files.readString(source));
                while (found.find()) {
                    if (found.group(1) != null) {
                        numbers.add(Character.toLowerCase(found.group(1).charAt(0))
                                + found.group(1).substring(1));
                    } else {
                        numbers.add(found.group(2) != null ? found.group(2) : found.group(3));
                    }
                }
            }
        }
        return numbers;
    }

    private static List<Path> files(Path directory, String end) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(end)).toList();
        }
    }
}

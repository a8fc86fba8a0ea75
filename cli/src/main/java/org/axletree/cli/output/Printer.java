package org.axletree.cli.output;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Surroundings;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Writes a result to standard output.
 *
 * @param format {@code table}, {@code wide}, {@code json}, {@code yaml}, {@code csv}, {@code tsv}, {@code none} or
 *     {@code template=…}
 * @param query in JMESPath, before anything is written
 */
public record Printer(Surroundings surroundings, String format, Optional<String> query) {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_.$-]+)}");
    private static final List<String> FORMATS =
            List.of("table", "wide", "json", "jsonc", "yaml", "yamlc", "csv", "tsv", "none");
    private static final String TEMPLATE = "template=";

    public Printer {
        if (!FORMATS.contains(format) && !format.startsWith(TEMPLATE)) {
            throw Failure.usage("the output format " + format
                    + " was wrong (expected: table, wide, json, yaml, csv, tsv, none or template=…)");
        }
    }

    /** Whether people look at it, and at all of it. */
    public boolean isForPeople() {
        return query.isEmpty() && (format.equals("table") || format.equals("wide"));
    }

    /** @param columns that people want to see first */
    public void print(JsonValue result, List<String> columns) {
        JsonValue shown = query.map(path -> JsonQuery.ask(path, result)).orElse(result);
        List<String> wanted = query.isPresent() ? List.of() : columns;
        PrintStream out = surroundings.out();
        if (format.startsWith(TEMPLATE)) {
            things(shown).forEach(each -> out.println(filled(format.substring(TEMPLATE.length()), each)));
        } else {
            switch (format) {
                case "json", "jsonc" -> out.println(pretty(shown));
                case "yaml", "yamlc" -> out.print(yaml(shown));
                case "csv" -> csv(out, shown, wanted);
                case "tsv" -> things(shown).forEach(each -> out.println(line(each)));
                case "none" -> {}
                default -> Table.print(surroundings, shown, wanted, format.equals("wide"));
            }
        }
        out.flush();
    }

    public static String pretty(JsonValue value) {
        if (!(value instanceof JsonObject) && !(value instanceof JsonArray)) {
            return value.toString();
        }
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(value);
        }
        return text.toString().strip();
    }

    static List<JsonValue> things(JsonValue value) {
        return value instanceof JsonArray array ? array : List.of(value);
    }

    public static String yaml(JsonValue value) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(120);
        options.setSplitLines(false);
        return new Yaml(options).dump(plain(value));
    }

    private static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                value.asJsonObject().forEach((name, inner) -> map.put(name, plain(inner)));
                yield map;
            }
            case ARRAY ->
                value.asJsonArray().stream().map(Printer::plain).collect(Collectors.toCollection(ArrayList::new));
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> {
                jakarta.json.JsonNumber number = (jakarta.json.JsonNumber) value;
                yield number.isIntegral() ? (Object) number.bigIntegerValue() : (Object) number.doubleValue();
            }
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
        };
    }

    private static void csv(PrintStream out, JsonValue shown, List<String> columns) {
        Set<String> names = new LinkedHashSet<>(columns);
        for (JsonValue each : things(shown)) {
            if (each instanceof JsonObject object) {
                names.addAll(object.keySet());
            }
        }
        if (names.isEmpty()) {
            things(shown).forEach(each -> out.print(quoted(text(each)) + "\r\n"));
            return;
        }
        out.print(names.stream().map(Printer::quoted).collect(Collectors.joining(",")) + "\r\n");
        for (JsonValue each : things(shown)) {
            out.print(names.stream()
                            .map(name -> quoted(
                                    each instanceof JsonObject object
                                            ? text(object.getOrDefault(name, JsonValue.NULL))
                                            : text(each)))
                            .collect(Collectors.joining(","))
                    + "\r\n");
        }
    }

    /** RFC 4180. */
    private static String quoted(String text) {
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String line(JsonValue value) {
        List<JsonValue> cells = value instanceof JsonObject object
                ? List.copyOf(object.values())
                : value instanceof JsonArray array ? array : List.of(value);
        return cells.stream().map(Printer::text).collect(Collectors.joining("\t"));
    }

    private static String filled(String template, JsonValue value) {
        Matcher places = PLACE.matcher(template.replace("\\n", "\n").replace("\\t", "\t"));
        return places.replaceAll(place -> Matcher.quoteReplacement(text(at(value, place.group(1)))));
    }

    private static JsonValue at(JsonValue value, String path) {
        JsonValue at = value;
        for (String step : path.split("\\.")) {
            at = at instanceof JsonObject object ? object.getOrDefault(step, JsonValue.NULL) : JsonValue.NULL;
        }
        return at;
    }

    /** A value in a cell: nothing for null, texts without quotes. */
    static String text(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value == JsonValue.NULL ? "" : value.toString();
    }
}

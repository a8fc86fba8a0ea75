package org.axletree.cli.output;

import io.burt.jmespath.BaseRuntime;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.RuntimeConfiguration;
import io.burt.jmespath.parser.ParseException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.axletree.cli.terminal.Failure;

/** JMESPath over JSON, as in {@code az --query}. */
final class JsonQuery extends BaseRuntime<JsonValue> {
    /** Texts, names, and in its group what stands in backticks. */
    private static final Pattern QUOTED =
            Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|`((?:[^`\\\\]|\\\\.)*)`", Pattern.DOTALL);

    private JsonQuery() {
        super(RuntimeConfiguration.builder().withSilentTypeErrors(true).build());
    }

    static JsonValue ask(String query, JsonValue value) {
        try {
            return new JsonQuery().compile(withTexts(query)).search(value);
        } catch (ParseException wrong) {
            String what = StreamSupport.stream(wrong.spliterator(), false)
                    .map(each -> ", at character " + (each.position() + 1) + ": " + each.message())
                    .findFirst()
                    .orElse("");
            throw Failure.usage("the query " + query + " was wrong" + what.replaceAll("\\s+", " ")
                    + " (expected: JMESPath, as [].name)");
        }
    }

    /** A word in backticks that is no JSON is a text, as in az. */
    private static String withTexts(String query) {
        return QUOTED.matcher(query)
                .replaceAll(quoted -> Matcher.quoteReplacement(
                        quoted.group(1) == null || isJson(quoted.group(1))
                                ? quoted.group()
                                : "`" + Json.createValue(quoted.group(1).strip()) + "`"));
    }

    private static boolean isJson(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            reader.readValue();
            return true;
        } catch (JsonException none) {
            return false;
        }
    }

    @Override
    public JsonValue parseString(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    @Override
    public List<JsonValue> toList(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array;
        }
        return value instanceof JsonObject object ? List.copyOf(object.values()) : List.of();
    }

    @Override
    public String toString(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    @Override
    public Number toNumber(JsonValue value) {
        return value instanceof JsonNumber number ? number.bigDecimalValue() : null;
    }

    @Override
    public boolean isTruthy(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL, FALSE -> false;
            case STRING -> !((JsonString) value).getString().isEmpty();
            case ARRAY -> !value.asJsonArray().isEmpty();
            case OBJECT -> !value.asJsonObject().isEmpty();
            default -> true;
        };
    }

    @Override
    public JmesPathType typeOf(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> JmesPathType.NULL;
            case TRUE, FALSE -> JmesPathType.BOOLEAN;
            case STRING -> JmesPathType.STRING;
            case NUMBER -> JmesPathType.NUMBER;
            case ARRAY -> JmesPathType.ARRAY;
            case OBJECT -> JmesPathType.OBJECT;
        };
    }

    @Override
    public JsonValue getProperty(JsonValue value, JsonValue name) {
        return value instanceof JsonObject object
                ? object.getOrDefault(toString(name), JsonValue.NULL)
                : JsonValue.NULL;
    }

    @Override
    public Collection<JsonValue> getPropertyNames(JsonValue value) {
        return value instanceof JsonObject object
                ? object.keySet().stream().map(this::createString).toList()
                : List.of();
    }

    @Override
    public JsonValue createNull() {
        return JsonValue.NULL;
    }

    @Override
    public JsonValue createArray(Collection<JsonValue> elements) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        elements.forEach(array::add);
        return array.build();
    }

    @Override
    public JsonValue createString(String text) {
        return Json.createValue(text);
    }

    @Override
    public JsonValue createBoolean(boolean value) {
        return value ? JsonValue.TRUE : JsonValue.FALSE;
    }

    @Override
    public JsonValue createObject(Map<JsonValue, JsonValue> members) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        members.forEach((name, value) -> object.add(toString(name), value));
        return object.build();
    }

    @Override
    public JsonValue createNumber(double number) {
        return Json.createValue(number);
    }

    @Override
    public JsonValue createNumber(long number) {
        return Json.createValue(number);
    }
}

package org.axletree.hub.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object of a schema: what its keywords hold, each as what it must be. */
final class SchemaPart {
    private final SchemaReader reader;
    private final JsonObject schema;
    private final String where;
    private final int depth;

    SchemaPart(SchemaReader reader, JsonObject schema, String where, int depth) {
        this.reader = reader;
        this.schema = schema;
        this.where = where;
        this.depth = depth;
    }

    String where(String keyword) {
        return where + "/" + keyword;
    }

    JsonValue value(String keyword) {
        return schema.get(keyword);
    }

    String text(String keyword) throws WrongSchemaException {
        return SchemaReader.text(value(keyword), where(keyword));
    }

    boolean flag(String keyword) throws WrongSchemaException {
        JsonValue value = value(keyword);
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw new WrongSchemaException(where(keyword), "is no flag (expected: true or false)");
        }
        return value == JsonValue.TRUE;
    }

    BigDecimal number(String keyword) throws WrongSchemaException {
        if (PlainJson.of(value(keyword)) instanceof BigDecimal number) {
            return number;
        }
        throw new WrongSchemaException(where(keyword), "is no number (expected: one)");
    }

    int count(String keyword) throws WrongSchemaException {
        BigDecimal number = number(keyword);
        if (number.signum() < 0 || number.scale() > 0 || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw new WrongSchemaException(where(keyword), "is no count (expected: a whole number from 0 on)");
        }
        return number.intValue();
    }

    List<Object> values(String keyword) throws WrongSchemaException {
        List<Object> values = new ArrayList<>();
        for (JsonValue value : array(keyword)) {
            values.add(PlainJson.of(value));
        }
        return values;
    }

    List<String> texts(String keyword) throws WrongSchemaException {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : array(keyword)) {
            texts.add(SchemaReader.text(value, where(keyword)));
        }
        return texts;
    }

    private List<JsonValue> array(String keyword) throws WrongSchemaException {
        JsonValue value = value(keyword);
        if (value.getValueType() != JsonValue.ValueType.ARRAY) {
            throw new WrongSchemaException(where(keyword), "is no list (expected: one)");
        }
        return value.asJsonArray();
    }

    Rule schema(String keyword) throws WrongSchemaException {
        return reader.schema(value(keyword), where(keyword), depth + 1);
    }

    List<Rule> listOfSchemas(String keyword) throws WrongSchemaException {
        List<Rule> rules = new ArrayList<>();
        for (JsonValue value : array(keyword)) {
            rules.add(reader.schema(value, where(keyword) + "/" + rules.size(), depth + 1));
        }
        if (rules.isEmpty()) {
            throw new WrongSchemaException(where(keyword), "is empty (expected: one schema or more)");
        }
        return rules;
    }

    Map<String, Rule> schemas(String keyword) throws WrongSchemaException {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> entry : object(keyword).entrySet()) {
            rules.put(
                    entry.getKey(), reader.schema(entry.getValue(), where(keyword) + "/" + entry.getKey(), depth + 1));
        }
        return rules;
    }

    JsonObject object(String keyword) throws WrongSchemaException {
        JsonValue value = value(keyword);
        if (value.getValueType() != JsonValue.ValueType.OBJECT) {
            throw new WrongSchemaException(where(keyword), "is no object (expected: one)");
        }
        return value.asJsonObject();
    }

    /** One that takes time in proportion to the text. */
    static Pattern pattern(String text, String where) throws WrongSchemaException {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw new WrongSchemaException(
                    where,
                    wrong.getMessage() + " (expected: a regular expression without look-around and back references)");
        }
    }
}

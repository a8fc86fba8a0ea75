package org.axletree.hub.schema;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a rule of a schema. A keyword that is not known is refused, since it would otherwise be demanded in vain; so are references
 * to other documents: nothing is fetched.
 */
final class SchemaReader {
    /** What says nothing of the payload. */
    private static final Set<String> REMARKS = Set.of(
            "$schema",
            "$id",
            "$comment",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "format",
            "contentEncoding",
            "contentMediaType");

    private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");
    private static final int DEEPEST = 200;

    private final JsonObject document;
    /** What references lead to, by their pointers: read once, also where it leads back to itself. */
    private final Map<String, Reference> references = new HashMap<>();

    private static final class Reference implements Rule {
        private Rule target = (value, visit) -> true;

        @Override
        public boolean holds(Object value, Visit visit) {
            return visit.by(target, value);
        }
    }

    SchemaReader(JsonObject document) {
        this.document = document;
    }

    Rule read() throws WrongSchemaException {
        return schema(document, "", 0);
    }

    /** @param where a JSON pointer */
    Rule schema(JsonValue schema, String where, int depth) throws WrongSchemaException {
        if (depth > DEEPEST) {
            throw new WrongSchemaException(where, "more than " + DEEPEST + " levels (expected: fewer)");
        }
        return switch (schema.getValueType()) {
            case TRUE -> (value, visit) -> true;
            case FALSE -> (value, visit) -> visit.fails("nothing here");
            case OBJECT -> object(schema.asJsonObject(), where, depth);
            default -> throw new WrongSchemaException(where, "is no schema (expected: an object, true or false)");
        };
    }

    private Rule object(JsonObject schema, String where, int depth) throws WrongSchemaException {
        List<Rule> rules = new ArrayList<>();
        SchemaPart part = new SchemaPart(this, schema, where, depth);
        Set<String> unknown = new TreeSet<>(schema.keySet());
        unknown.removeAll(REMARKS);
        for (String name : DEFINITIONS) {
            if (unknown.remove(name)) {
                part.schemas(name); // also those that nobody refers to must be some
            }
        }
        if (unknown.remove("$ref")) {
            rules.add(reference(part.text("$ref"), part.where("$ref"), depth));
        }
        rules.addAll(ValueRules.of(part, unknown));
        rules.addAll(ObjectRules.of(part, unknown));
        rules.addAll(ArrayRules.of(part, unknown));
        rules.addAll(CombinedRules.of(part, unknown));
        if (!unknown.isEmpty()) {
            throw new WrongSchemaException(
                    where + "/" + unknown.iterator().next(),
                    "no such keyword here (expected: one of JSON Schema 2020-12 that says something of one document)");
        }
        return rules.isEmpty() ? (value, visit) -> true : Rule.all(rules);
    }

    private Rule reference(String to, String where, int depth) throws WrongSchemaException {
        if (!to.equals("#") && !to.startsWith("#/")) {
            throw new WrongSchemaException(where, "leads elsewhere (expected: # or #/… in the same schema)");
        }
        Reference known = references.get(to);
        if (known != null) {
            return known;
        }
        Reference reference = new Reference();
        references.put(to, reference);
        reference.target = schema(target(to.substring(1), where), to.substring(1), depth + 1);
        return reference;
    }

    private JsonValue target(String pointer, String where) throws WrongSchemaException {
        try {
            return Json.createPointer(pointer).getValue((JsonStructure) document);
        } catch (JsonException nowhere) {
            throw new WrongSchemaException(where, "leads to nothing (expected: a part of the same schema)");
        }
    }

    static String text(JsonValue value, String where) throws WrongSchemaException {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new WrongSchemaException(where, "is no text (expected: one)");
    }
}

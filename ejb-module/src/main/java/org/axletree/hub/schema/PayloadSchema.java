package org.axletree.hub.schema;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.Optional;

/** A schema for payloads. From any thread. */
public final class PayloadSchema {
    /** Characters. */
    public static final int LONGEST = 16_384;

    /** What is larger is not looked into. */
    private static final int MOST_BYTES = 256 * 1024;

    private final Rule rule;

    private PayloadSchema(Rule rule) {
        this.rule = rule;
    }

    /** @param schema one that {@link #problemWith} finds nothing wrong with */
    public static PayloadSchema of(JsonObject schema) {
        try {
            return new PayloadSchema(new SchemaReader(schema).read());
        } catch (WrongSchemaException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What is wrong with a schema, and where; empty if nothing is. */
    public static Optional<String> problemWith(JsonObject schema) {
        int length = schema.toString().length();
        if (length > LONGEST) {
            return Optional.of(length + " characters (expected: at most " + LONGEST + ")");
        }
        try {
            new SchemaReader(schema).read();
            return Optional.empty();
        } catch (WrongSchemaException e) {
            return Optional.of(e.getMessage());
        } catch (JsonException beyond) {
            return Optional.of("has a number beyond what is reckoned with (expected: a smaller one)");
        }
    }

    /** Why a payload is not what the schema demands, without its values; empty if it is. */
    public Optional<String> problemOf(byte[] payload) {
        if (payload.length > MOST_BYTES) {
            return Optional.of(payload.length + " bytes (expected: JSON of at most " + MOST_BYTES + " bytes)");
        }
        Optional<Object> value = PlainJson.read(payload);
        if (value.isEmpty()) {
            return Optional.of("is no JSON");
        }
        Visit visit = new Visit();
        try {
            return rule.holds(value.get(), visit) ? Optional.empty() : Optional.of(visit.problem());
        } catch (Visit.BeyondBudgetException beyond) {
            return Optional.of(beyond.getMessage());
        }
    }
}

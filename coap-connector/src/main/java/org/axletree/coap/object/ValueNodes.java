package org.axletree.coap.object;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mSingleResource;

/** JSON values as resources of LwM2M: of the type that the model says, or else of the value's own. */
final class ValueNodes {
    private ValueNodes() {}

    static LwM2mResource resource(int id, JsonValue value, Optional<ResourceModel> model) {
        if (model.isPresent()) {
            return modelled(id, value, model.get().type);
        }
        if (value instanceof JsonNumber number) {
            return number.isIntegral()
                    ? LwM2mSingleResource.newIntegerResource(id, number.longValueExact())
                    : LwM2mSingleResource.newFloatResource(id, number.doubleValue());
        }
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return LwM2mSingleResource.newBooleanResource(id, value == JsonValue.TRUE);
        }
        return LwM2mSingleResource.newStringResource(id, text(value));
    }

    private static LwM2mResource modelled(int id, JsonValue value, ResourceModel.Type type) {
        return switch (type) {
            case INTEGER ->
                LwM2mSingleResource.newIntegerResource(id, number(value).longValueExact());
            case FLOAT -> LwM2mSingleResource.newFloatResource(id, number(value).doubleValue());
            case BOOLEAN -> LwM2mSingleResource.newBooleanResource(id, truth(value));
            case OPAQUE ->
                LwM2mSingleResource.newBinaryResource(id, Base64.getDecoder().decode(text(value)));
            case TIME -> LwM2mSingleResource.newDateResource(id, Date.from(Instant.parse(text(value))));
            case STRING -> LwM2mSingleResource.newStringResource(id, text(value));
            default -> throw new IllegalArgumentException("resource " + id + ": of a type that cannot be written");
        };
    }

    private static JsonNumber number(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number;
        }
        throw new IllegalArgumentException(value + " (expected: a number)");
    }

    private static boolean truth(JsonValue value) {
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw new IllegalArgumentException(value + " (expected: true or false)");
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new IllegalArgumentException(value + " (expected: a text)");
    }
}

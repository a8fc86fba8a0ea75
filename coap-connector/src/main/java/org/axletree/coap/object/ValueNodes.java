package org.axletree.coap.object;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.leshan.core.link.DefaultLinkParser;
import org.eclipse.leshan.core.link.Link;
import org.eclipse.leshan.core.link.LinkParseException;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.eclipse.leshan.core.node.LwM2mMultipleResource;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mResourceInstance;
import org.eclipse.leshan.core.node.LwM2mSingleResource;
import org.eclipse.leshan.core.node.ObjectLink;
import org.eclipse.leshan.core.util.datatype.ULong;

/** JSON values as resources of LwM2M: of the type that the model says, or else of the value's own. */
final class ValueNodes {
    private ValueNodes() {}

    /** A resource, or one of its instances. */
    static LwM2mNode node(LwM2mPath at, JsonValue value, Optional<ResourceModel> model) {
        if (at.isResourceInstance()) {
            Type type = type(value, model);
            return LwM2mResourceInstance.newInstance(at.getResourceInstanceId(), typed(value, type), type);
        }
        return resource(at.getResourceId(), value, model);
    }

    /** @param value of several instances, an object of their numbers and values */
    static LwM2mResource resource(int id, JsonValue value, Optional<ResourceModel> model) {
        Type type = type(value, model);
        if (value instanceof JsonObject instances && model.isPresent() && model.get().multiple) {
            Map<Integer, Object> values = new HashMap<>();
            instances.forEach((instance, each) -> values.put(Integer.valueOf(instance), typed(each, type)));
            return LwM2mMultipleResource.newResource(id, values, type);
        }
        return LwM2mSingleResource.newResource(id, typed(value, type), type);
    }

    private static Type type(JsonValue value, Optional<ResourceModel> model) {
        if (model.isPresent()) {
            return model.get().type;
        }
        if (value instanceof JsonNumber number) {
            return number.isIntegral() ? Type.INTEGER : Type.FLOAT;
        }
        return value == JsonValue.TRUE || value == JsonValue.FALSE ? Type.BOOLEAN : Type.STRING;
    }

    private static Object typed(JsonValue value, Type type) {
        return switch (type) {
            case INTEGER -> number(value).longValueExact();
            case UNSIGNED_INTEGER -> ULong.valueOf(number(value).bigIntegerValueExact());
            case FLOAT -> number(value).doubleValue();
            case BOOLEAN -> truth(value);
            case OPAQUE -> Base64.getDecoder().decode(text(value));
            case TIME -> Date.from(Instant.parse(text(value)));
            case STRING -> text(value);
            case OBJLNK -> ObjectLink.decodeFromString(text(value));
            case CORELINK -> links(text(value));
            case NONE -> throw new IllegalArgumentException("a resource without a value (expected: one with a value)");
        };
    }

    private static Link[] links(String text) {
        try {
            return new DefaultLinkParser().parseCoreLinkFormat(text.getBytes(StandardCharsets.UTF_8));
        } catch (LinkParseException e) {
            throw new IllegalArgumentException(text + " (expected: links, as </3/0>)", e);
        }
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

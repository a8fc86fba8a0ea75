package org.axletree.coap.object;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.leshan.core.link.Link;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mObject;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mResourceInstance;
import org.eclipse.leshan.core.node.ObjectLink;
import org.eclipse.leshan.core.util.datatype.ULong;

/** Nodes of LwM2M as JSON: numbers, texts and truths as they are, bytes in Base64, times as RFC 3339 has them. */
final class NodeValues {
    private NodeValues() {}

    static JsonValue json(LwM2mNode node) {
        if (node instanceof LwM2mObject object) {
            JsonObjectBuilder json = Json.createObjectBuilder();
            object.getInstances().forEach((id, instance) -> json.add(Integer.toString(id), json(instance)));
            return json.build();
        }
        if (node instanceof LwM2mObjectInstance instance) {
            JsonObjectBuilder json = Json.createObjectBuilder();
            instance.getResources().forEach((id, resource) -> json.add(Integer.toString(id), json(resource)));
            return json.build();
        }
        if (node instanceof LwM2mResource resource && resource.isMultiInstances()) {
            JsonObjectBuilder json = Json.createObjectBuilder();
            resource.getInstances().forEach((id, each) -> json.add(Integer.toString(id), scalar(each.getValue())));
            return json.build();
        }
        if (node instanceof LwM2mResource resource) {
            return scalar(resource.getValue());
        }
        if (node instanceof LwM2mResourceInstance instance) {
            return scalar(instance.getValue());
        }
        throw new IllegalArgumentException("node: " + node.getClass().getSimpleName());
    }

    private static JsonValue scalar(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Long || value instanceof Integer) {
            return Json.createValue(((Number) value).longValue());
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? Json.createValue(number) : Json.createValue(Double.toString(number));
        }
        if (value instanceof ULong number) {
            return Json.createValue(number.toBigInteger());
        }
        if (value instanceof ObjectLink link) {
            return Json.createValue(link.encodeToString());
        }
        if (value instanceof Link[] links) {
            return Json.createValue(
                    Arrays.stream(links).map(Link::toCoreLinkFormat).collect(Collectors.joining(",")));
        }
        if (value instanceof byte[] bytes) {
            return Json.createValue(Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof Date time) {
            return Json.createValue(time.toInstant().toString());
        }
        return Json.createValue(String.valueOf(value));
    }

    /** The bytes of a resource that has bytes. */
    static Optional<byte[]> binary(LwM2mNode node) {
        return node instanceof LwM2mResource resource
                        && !resource.isMultiInstances()
                        && resource.getValue() instanceof byte[] bytes
                ? Optional.of(bytes)
                : Optional.empty();
    }

    /** Adds every resource of a node with its path. */
    static void addResources(LwM2mPath path, LwM2mNode node, Map<LwM2mPath, LwM2mNode> resources) {
        if (node instanceof LwM2mObject object) {
            object.getInstances().forEach((id, instance) -> addResources(path.append(id), instance, resources));
        } else if (node instanceof LwM2mObjectInstance instance) {
            instance.getResources().forEach((id, resource) -> resources.put(path.append(id), resource));
        } else {
            resources.put(path, node);
        }
    }
}

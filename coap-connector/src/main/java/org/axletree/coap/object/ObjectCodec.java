package org.axletree.coap.object;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axletree.coap.registration.BadRequestException;
import org.axletree.core.door.ObjectReport;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mResourceInstance;
import org.eclipse.leshan.core.node.LwM2mSingleResource;
import org.eclipse.leshan.core.node.TimestampedLwM2mNodes;
import org.eclipse.leshan.core.request.ContentFormat;

/**
 * What bytes of resources mean, in every encoding that LwM2M has, by the models of its objects. Objects without a model are
 * opaque where their encoding does not say more. From any thread.
 */
public final class ObjectCodec {
    private static final int OPAQUE = 42;

    private final Encodings encodings;
    private final LwM2mModel model;

    ObjectCodec(Encodings encodings, LwM2mModel model) {
        this.encodings = encodings;
        this.model = model;
    }

    /** Bytes to be sent, with their form. */
    public record Encoded(byte[] payload, int contentFormat) {}

    /**
     * What a device answered, as JSON: a value for a resource, an object of resources for an instance, an object of instances for an object.
     *
     * @param contentFormat of CoAP; negative if it is not said
     * @return empty if it cannot be read
     */
    public Optional<String> value(String path, byte[] payload, int contentFormat) {
        try {
            return Optional.of(json(node(path, payload, contentFormat)).toString());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Objects and instances by their models, as JSON: an array of {@code path}, {@code name} and {@code resources}.
     *
     * @param paths as {@code 3/0} or {@code 3}
     */
    public String described(List<String> paths) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (String path : paths) {
            ObjectModel object = model.getObjectModel(Integer.parseInt(path.split("/")[0]));
            all.add(Json.createObjectBuilder()
                    .add("path", "/" + path)
                    .add("name", object == null ? "" : object.name)
                    .add("resources", resources(path, object)));
        }
        return all.build().toString();
    }

    private static JsonArrayBuilder resources(String path, ObjectModel object) {
        JsonArrayBuilder resources = Json.createArrayBuilder();
        if (object != null && path.contains("/")) {
            object.resources.values().stream()
                    .sorted(Comparator.comparing(resource -> resource.id))
                    .forEach(resource -> resources.add(Json.createObjectBuilder()
                            .add("path", "/" + path + "/" + resource.id)
                            .add("name", resource.name)
                            .add("units", resource.units == null ? "" : resource.units)
                            .add("type", type(resource))
                            .add("operations", resource.operations.toString())));
        }
        return resources;
    }

    private static String type(ResourceModel resource) {
        return resource.type == null ? "none" : resource.type.name().toLowerCase(Locale.ROOT);
    }

    /** Text as JSON. */
    public String text(byte[] payload) {
        return Json.createValue(new String(payload, StandardCharsets.UTF_8)).toString();
    }

    /** Bytes of which nothing is known, as JSON. */
    public String base64(byte[] payload) {
        return Json.createValue(Base64.getEncoder().encodeToString(payload)).toString();
    }

    /** The same as a JSON object of the path and the value of each resource. */
    public Optional<String> values(String path, byte[] payload, int contentFormat) {
        try {
            Map<LwM2mPath, LwM2mNode> resources = new TreeMap<>();
            NodeValues.addResources(new LwM2mPath(path), node(path, payload, contentFormat), resources);
            return Optional.of(object(resources));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private LwM2mNode node(String path, byte[] payload, int contentFormat) {
        LwM2mPath at = new LwM2mPath(path);
        ContentFormat format = ContentFormat.fromCode(contentFormat < 0 ? OPAQUE : contentFormat);
        if (contentFormat <= 0 && (at.isResource() || at.isResourceInstance())) {
            Optional<ResourceModel> model = model(at);
            if (model.isEmpty() || contentFormat < 0) {
                return LwM2mSingleResource.newStringResource(
                        at.getResourceId(), new String(payload, StandardCharsets.UTF_8));
            }
        }
        return encodings.decoder().decode(payload, format, at, model);
    }

    private Optional<ResourceModel> model(LwM2mPath path) {
        return Optional.ofNullable(model.getResourceModel(path.getObjectId(), path.getResourceId()));
    }

    private static JsonValue json(LwM2mNode node) {
        return NodeValues.json(node);
    }

    private static String object(Map<LwM2mPath, LwM2mNode> resources) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        resources.forEach((at, node) -> json.add(at.toString().substring(1), NodeValues.json(node)));
        return json.build().toString();
    }

    /**
     * What a device sent unasked (LwM2M Send): one report of the binary object as it is, and one of all other resources.
     *
     * @throws BadRequestException if it cannot be read
     */
    public List<ObjectReport> sent(byte[] payload, int contentFormat, long receivedAt) throws BadRequestException {
        TimestampedLwM2mNodes nodes;
        try {
            ContentFormat format = ContentFormat.fromCode(contentFormat);
            nodes = encodings.decoder().decodeTimestampedNodes(payload, format, null, model);
        } catch (RuntimeException e) {
            throw new BadRequestException("what was sent cannot be read (expected: SenML as JSON or CBOR)");
        }
        List<ObjectReport> reports = new ArrayList<>();
        Map<LwM2mPath, LwM2mNode> others = new LinkedHashMap<>();
        nodes.getNodes().forEach((path, node) -> {
            Optional<byte[]> binary = NodeValues.binary(node).filter(bytes -> isBinaryObject(path));
            if (binary.isPresent()) {
                reports.add(new ObjectReport(path.toString().substring(1), binary.get(), Optional.empty(), receivedAt));
            } else {
                NodeValues.addResources(path, node, others);
            }
        });
        if (!others.isEmpty()) {
            reports.add(new ObjectReport("", payload, Optional.of(object(others)), receivedAt));
        }
        return reports;
    }

    private static boolean isBinaryObject(LwM2mPath path) {
        return path.isResource() && path.getObjectId() == 19;
    }

    /**
     * What is to be written, encoded.
     *
     * @param json a value for a resource; for an instance, an object of resources and values
     * @throws BadRequestException if it makes no sense for the path
     */
    public Encoded encode(String path, String json) throws BadRequestException {
        try {
            LwM2mPath at = new LwM2mPath(path);
            JsonValue value = value(json);
            if (at.isResource() || at.isResourceInstance()) {
                return resource(at, value);
            }
            if (!at.isObjectInstance() || !(value instanceof JsonObject resources)) {
                throw new BadRequestException("value: not one for " + path
                        + " (expected: a value for a resource, or an object of values for an instance)");
            }
            List<LwM2mResource> written = new ArrayList<>();
            resources.forEach((id, each) -> written.add(
                    ValueNodes.resource(Integer.parseInt(id), each, model(at.append(Integer.parseInt(id))))));
            byte[] payload = encodings
                    .encoder()
                    .encode(new LwM2mObjectInstance(at.getObjectInstanceId(), written), ContentFormat.TLV, at, model);
            return new Encoded(payload, ContentFormat.TLV_CODE);
        } catch (RuntimeException e) {
            throw new BadRequestException("value: cannot be written to " + path + " (" + e.getMessage() + ")");
        }
    }

    /**
     * Paths of several objects, instances or resources, encoded.
     *
     * @throws BadRequestException if one makes no sense
     */
    public Encoded encodePaths(List<String> paths) throws BadRequestException {
        try {
            return new Encoded(
                    encodings
                            .encoder()
                            .encodePaths(paths.stream().map(LwM2mPath::new).toList(), ContentFormat.SENML_CBOR),
                    ContentFormat.SENML_CBOR_CODE);
        } catch (RuntimeException e) {
            throw new BadRequestException("value: not paths (" + e.getMessage() + ")");
        }
    }

    /**
     * Several resources that are to be written, encoded.
     *
     * @param json an object of paths and values
     * @throws BadRequestException if one makes no sense
     */
    public Encoded encodeAll(String json) throws BadRequestException {
        try {
            Map<LwM2mPath, LwM2mNode> nodes = new LinkedHashMap<>();
            value(json).asJsonObject().forEach((path, each) -> {
                LwM2mPath at = new LwM2mPath(path);
                nodes.put(at, ValueNodes.resource(at.getResourceId(), each, model(at)));
            });
            return new Encoded(
                    encodings.encoder().encodeNodes(nodes, ContentFormat.SENML_CBOR, model),
                    ContentFormat.SENML_CBOR_CODE);
        } catch (RuntimeException e) {
            throw new BadRequestException("value: cannot be written (" + e.getMessage()
                    + "; expected: an object of paths of resources and values)");
        }
    }

    /** What a device answered about several paths, as a JSON object of the path and the value of each resource. */
    public Optional<String> allValues(List<String> paths, byte[] payload, int contentFormat) {
        try {
            Map<LwM2mPath, LwM2mNode> resources = new TreeMap<>();
            encodings
                    .decoder()
                    .decodeNodes(
                            payload,
                            ContentFormat.fromCode(contentFormat),
                            paths.stream().map(LwM2mPath::new).toList(),
                            model)
                    .forEach((at, node) -> {
                        if (node != null) {
                            NodeValues.addResources(at, node, resources);
                        }
                    });
            return Optional.of(object(resources));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The texts of a JSON array. */
    public List<String> texts(String json) throws BadRequestException {
        try {
            return value(json).asJsonArray().getValuesAs(JsonString::getString);
        } catch (RuntimeException e) {
            throw new BadRequestException("value: no array of paths (expected: as [\"/3/0/0\", \"/3/0/14\"])");
        }
    }

    private Encoded resource(LwM2mPath at, JsonValue value) {
        if (value instanceof JsonObject object && object.containsKey("base64")) {
            return new Encoded(Base64.getDecoder().decode(object.getString("base64")), OPAQUE);
        }
        LwM2mNode node = ValueNodes.node(at, value, model(at));
        ContentFormat format = format(node);
        return new Encoded(encodings.encoder().encode(node, format, at, model), format.getCode());
    }

    /** As simple as may be: some devices know nothing else. */
    private static ContentFormat format(LwM2mNode node) {
        if (node instanceof LwM2mResource resource && resource.isMultiInstances()) {
            return ContentFormat.TLV;
        }
        boolean bytes = node instanceof LwM2mResource resource
                ? resource.getType() == ResourceModel.Type.OPAQUE
                : ((LwM2mResourceInstance) node).getType() == ResourceModel.Type.OPAQUE;
        return bytes ? ContentFormat.OPAQUE : ContentFormat.TEXT;
    }

    private static JsonValue value(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}

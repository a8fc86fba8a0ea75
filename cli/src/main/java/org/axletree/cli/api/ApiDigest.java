package org.axletree.cli.api;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads the API's description when {@code axle} is built, and writes a file for each noun: the whole description is too long to
 * be read at each start.
 */
public final class ApiDigest {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final int DEEPEST = 3;

    private final Map<String, Object> root;

    private ApiDigest(Map<String, Object> root) {
        this.root = root;
    }

    /** Arguments: the description, and the directory of the classes of this package. */
    public static void main(String[] arguments) throws IOException {
        List<Operation> operations = operations(Path.of(arguments[0]));
        Path directory = Files.createDirectories(Path.of(arguments[1]));
        Map<String, JsonArrayBuilder> nouns = new TreeMap<>();
        for (Operation each : operations) {
            nouns.computeIfAbsent(each.noun(), noun -> Json.createArrayBuilder())
                    .add(each.json());
        }
        JsonObjectBuilder index = Json.createObjectBuilder();
        for (Map.Entry<String, JsonArrayBuilder> noun : nouns.entrySet()) {
            Files.writeString(
                    directory.resolve(noun.getKey() + ".json"),
                    noun.getValue().build().toString());
            index.add(noun.getKey(), verbs(operations, noun.getKey()));
        }
        Files.writeString(directory.resolve("nouns.json"), index.build().toString());
    }

    private static String verbs(List<Operation> operations, String noun) {
        List<String> verbs = operations.stream()
                .filter(each -> each.noun().equals(noun))
                .map(Operation::verb)
                .toList();
        return String.join(", ", verbs.subList(0, Math.min(6, verbs.size()))) + (verbs.size() > 6 ? ", …" : "");
    }

    /** Everything that the description names. */
    public static List<Operation> operations(Path description) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(16 * 1024 * 1024);
        try (Reader reader = Files.newBufferedReader(description)) {
            return new ApiDigest(new Yaml(new SafeConstructor(options)).load(reader)).operations();
        }
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, Object> path : map(root.get("paths")).entrySet()) {
            Map<String, Object> item = map(path.getValue());
            for (String method : METHODS) {
                if (item.containsKey(method)) {
                    operations.add(operation(path.getKey(), method, item, map(item.get(method))));
                }
            }
        }
        return operations;
    }

    private Operation operation(String path, String method, Map<String, Object> item, Map<String, Object> described) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        list(item.get("parameters")).forEach(each -> parameters.add(resolved(each)));
        list(described.get("parameters")).forEach(each -> parameters.add(resolved(each)));
        String id = (String) described.get("operationId");
        String tag = (String) list(described.get("tags")).get(0);
        OperationWords words = OperationWords.of(tag, id);
        Map<String, Object> answer = answer(described);
        Map<String, Object> properties = map(answer.get("properties"));
        String list = "";
        Map<String, Object> shown = answer;
        if (method.equals("get")) {
            for (Map.Entry<String, Object> property : properties.entrySet()) {
                Map<String, Object> schema = resolved(property.getValue());
                if ("array".equals(schema.get("type"))) {
                    list = property.getKey();
                    shown = resolved(schema.get("items"));
                    break;
                }
            }
            if (!properties.containsKey("total_count") && !words.verb().startsWith("list")) {
                list = "";
                shown = answer;
            }
        }
        return new Operation(
                id,
                words.noun(),
                words.verb(),
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                sentence((String) described.get("summary")),
                parameters.stream()
                        .filter(each -> "path".equals(each.get("in")) && !"region".equals(each.get("name")))
                        .map(each -> (String) each.get("name"))
                        .toList(),
                parameters.stream()
                        .filter(each -> "query".equals(each.get("in")))
                        .map(this::parameter)
                        .toList(),
                body(described),
                list,
                streams(described),
                columns(shown));
    }

    private boolean streams(Map<String, Object> described) {
        Map<String, Object> done = resolved(map(described.get("responses")).get("200"));
        return map(done.get("content")).containsKey("text/event-stream");
    }

    private Map<String, Object> answer(Map<String, Object> described) {
        Map<String, Object> responses = map(described.get("responses"));
        for (String status : List.of("200", "201", "202")) {
            if (responses.containsKey(status)) {
                return schema(map(responses.get(status)));
            }
        }
        return Map.of();
    }

    private Map<String, Object> schema(Map<String, Object> content) {
        Map<String, Object> json = map(map(resolved(content).get("content")).get("application/json"));
        return json.containsKey("schema") ? whole(resolved(json.get("schema"))) : Map.of();
    }

    /** A schema that is made of several has the fields of all. */
    private Map<String, Object> whole(Map<String, Object> schema) {
        List<Object> parts = list(schema.get("allOf"));
        if (parts.isEmpty()) {
            return schema;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        for (Object part : parts) {
            Map<String, Object> resolved = whole(resolved(part));
            properties.putAll(map(resolved.get("properties")));
            required.addAll(list(resolved.get("required")));
        }
        return Map.of("type", "object", "properties", properties, "required", required);
    }

    private Field parameter(Map<String, Object> parameter) {
        Map<String, Object> schema = resolved(parameter.get("schema"));
        return new Field(
                (String) parameter.get("name"),
                type(schema),
                Boolean.TRUE.equals(parameter.get("required")),
                text(parameter.get("description")),
                allowed(schema),
                false);
    }

    private List<Field> body(Map<String, Object> described) {
        List<Field> fields = new ArrayList<>();
        if (described.containsKey("requestBody")) {
            collect("", schema(resolved(described.get("requestBody"))), true, fields);
        }
        return fields;
    }

    private void collect(String prefix, Map<String, Object> schema, boolean required, List<Field> fields) {
        List<Object> needed = list(schema.get("required"));
        for (Map.Entry<String, Object> property : map(schema.get("properties")).entrySet()) {
            Map<String, Object> inner = whole(resolved(property.getValue()));
            String name = prefix + property.getKey();
            boolean must = required && needed.contains(property.getKey());
            boolean open = inner.containsKey("additionalProperties")
                    && !Boolean.FALSE.equals(inner.get("additionalProperties"));
            if (!map(inner.get("properties")).isEmpty() && !open && name.split("\\.").length < DEEPEST) {
                collect(name + ".", inner, must, fields);
            } else {
                boolean secret = Boolean.TRUE.equals(inner.get("writeOnly"));
                fields.add(new Field(name, type(inner), must, text(inner.get("description")), allowed(inner), secret));
            }
        }
    }

    private List<String> columns(Map<String, Object> schema) {
        List<String> columns = new ArrayList<>();
        for (Map.Entry<String, Object> property : map(schema.get("properties")).entrySet()) {
            String type = type(resolved(property.getValue()));
            if (!type.equals("object") && !type.equals("array")) {
                columns.add(property.getKey());
            }
        }
        return columns;
    }

    private String type(Map<String, Object> schema) {
        if (schema.get("type") instanceof String type) {
            if (type.equals("array")) {
                Object items = resolved(schema.get("items")).get("type");
                return "string".equals(items) ? "array" : "object";
            }
            return type.equals("number") ? "integer" : type;
        }
        return schema.containsKey("properties") || schema.containsKey("allOf") ? "object" : "any";
    }

    private List<String> allowed(Map<String, Object> schema) {
        return list(schema.get("enum")).stream()
                .map(String::valueOf)
                .filter(value -> !value.equals("unknown") && !value.endsWith("_unknown") && !value.equals("null"))
                .toList();
    }

    private static String sentence(String summary) {
        return summary.replace(" (Axletree's own)", "");
    }

    private static String text(Object description) {
        return description instanceof String text ? text.strip() : "";
    }

    private Map<String, Object> resolved(Object node) {
        Map<String, Object> map = map(node);
        if (!(map.get("$ref") instanceof String reference)) {
            return map;
        }
        Object at = root;
        for (String step : reference.substring(2).split("/")) {
            at = map(at).get(step);
        }
        return resolved(at);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object node) {
        return node instanceof List<?> list ? (List<Object>) list : List.of();
    }
}

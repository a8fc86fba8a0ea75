package org.axletree.hub.dialect.huawei;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of an LwM2M device's resources as a report of properties: a service an instance, a property a resource. */
final class ObjectServices {
    private ObjectServices() {}

    /** @param values a JSON object of path, as {@code 3303/0/5700}, and value */
    static byte[] report(String values) {
        JsonObject all;
        try (var reader = Json.createReader(new StringReader(values))) {
            all = reader.readObject();
        }
        Map<String, JsonObjectBuilder> services = new LinkedHashMap<>();
        all.forEach((path, value) -> {
            int second = path.indexOf('/', path.indexOf('/') + 1);
            String service = second < 0 ? path : path.substring(0, second);
            String property = second < 0 ? "value" : path.substring(second + 1);
            services.computeIfAbsent(service, id -> Json.createObjectBuilder()).add(property, value);
        });
        JsonArrayBuilder list = Json.createArrayBuilder();
        services.forEach((id, properties) ->
                list.add(Json.createObjectBuilder().add("service_id", id).add("properties", properties)));
        return HuaweiJson.bytes(Json.createObjectBuilder().add("services", list).build());
    }
}

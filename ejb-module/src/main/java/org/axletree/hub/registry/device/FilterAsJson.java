package org.axletree.hub.registry.device;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.topic.TopicFilter;

/**
 * A message filter as it lies in the database: {@code {"policy":"accept","topics":["a/b"]}}. A filter is always read and
 * written whole, so it needs no table of its own. Public because EclipseLink wants it so.
 */
@Converter
public class FilterAsJson implements AttributeConverter<MessageFilter, String> {
    // Json's own methods look for the implementation each time, which takes longer than the rest.
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    @Override
    public String convertToDatabaseColumn(MessageFilter filter) {
        JsonArrayBuilder topics = BUILDERS.createArrayBuilder();
        filter.topics().forEach(topic -> topics.add(topic.toString()));
        return BUILDERS.createObjectBuilder()
                .add("policy", filter.policy().name().toLowerCase(Locale.ROOT))
                .add("topics", topics)
                .build()
                .toString();
    }

    @Override
    public MessageFilter convertToEntityAttribute(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            return new MessageFilter(
                    FilterPolicy.valueOf(json.getString("policy").toUpperCase(Locale.ROOT)),
                    json.getJsonArray("topics").getValuesAs(JsonString.class).stream()
                            .map(topic -> TopicFilter.of(topic.getString()))
                            .toList());
        }
    }
}

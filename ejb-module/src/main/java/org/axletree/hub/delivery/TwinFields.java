package org.axletree.hub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.twin.TwinAddress;
import org.axletree.hub.registry.twin.TwinService;

/** Fields of twins, for those who add them to messages. A document is read from the database every few seconds at most. */
@ApplicationScoped
public class TwinFields {
    private static final long FRESH_NANOS = 5_000_000_000L;

    /** A document has some thousand bytes at most: tens of megabytes in all. */
    private static final int MOST = 2_000;

    private TwinService twins;
    private final Map<Key, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Key(String region, String deviceId, String document) {}

    private record Known(Optional<JsonObject> data, long at) {}

    /** For the container's proxy. */
    protected TwinFields() {}

    @Inject
    TwinFields(TwinService twins) {
        this.twins = twins;
    }

    /**
     * May block.
     *
     * @param path {@code document.field.field}
     * @return a text as it is, anything else as JSON; empty if there is no such field
     */
    Optional<String> find(String region, String deviceId, String path) {
        String[] names = path.split("\\.");
        Optional<JsonValue> value =
                document(new Key(region, deviceId, names[0])).map(JsonValue.class::cast);
        for (int i = 1; i < names.length; i++) {
            String name = names[i];
            value = value.filter(JsonObject.class::isInstance)
                    .map(object -> object.asJsonObject().get(name));
        }
        return value.filter(found -> found != JsonValue.NULL)
                .map(found -> found instanceof JsonString text ? text.getString() : found.toString());
    }

    private Optional<JsonObject> document(Key key) {
        long now = System.nanoTime();
        synchronized (known) {
            Known before = known.get(key);
            if (before != null && now - before.at() < FRESH_NANOS) {
                return before.data();
            }
        }
        Optional<JsonObject> data = read(key);
        synchronized (known) {
            known.put(key, new Known(data, now));
        }
        return data;
    }

    private Optional<JsonObject> read(Key key) {
        try {
            return Optional.of(twins.get(TwinAddress.of(key.region(), key.deviceId()), key.document())
                    .data());
        } catch (ProblemException none) {
            if (none.problem() instanceof Problem.NotFound) {
                return Optional.empty();
            }
            throw none;
        }
    }
}

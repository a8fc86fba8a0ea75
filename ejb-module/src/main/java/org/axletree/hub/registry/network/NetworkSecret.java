package org.axletree.hub.registry.network;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What whoever publishes by a network shows: {@code {"NetID": …, "NetKey": …}} in Base64, as Scaleway's secrets are.
 *
 * @param networkId UUID of the network
 * @param key 122 random bits as a UUID; not in {@link #toString()}
 */
public record NetworkSecret(String networkId, String key) {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** Longer ones are not looked into; a real one has 156 characters. */
    private static final int LONGEST = 512;

    static NetworkSecret newFor(String networkId) {
        return new NetworkSecret(networkId, UUID.randomUUID().toString()); // of a SecureRandom
    }

    /** The secret as it is shown and sent. */
    public String text() {
        JsonObject json = Json.createObjectBuilder()
                .add("NetID", networkId)
                .add("NetKey", key)
                .build();
        return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a secret as it is sent; empty if it is none. */
    public static Optional<NetworkSecret> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try (JsonReader reader = READERS.createReader(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)), StandardCharsets.UTF_8)) {
            JsonObject json = reader.readObject();
            return Optional.of(new NetworkSecret(json.getString("NetID", ""), json.getString("NetKey", "")));
        } catch (IllegalArgumentException | JsonException none) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "NetworkSecret[" + networkId + "]";
    }
}

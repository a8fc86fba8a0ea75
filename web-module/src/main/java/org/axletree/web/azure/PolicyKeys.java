package org.axletree.web.azure;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that a resource's policies are to have, as {@code properties.authorizationPolicies} of a PUT says it: so Azure's tools
 * renew a key, and put one in that was made elsewhere. A key that is not said stays; an empty one is made anew.
 */
record PolicyKeys(String policy, Optional<byte[]> primary, Optional<byte[]> secondary) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 64;

    /** @param known the policies that the resource has; there are no others */
    static List<PolicyKeys> of(JsonObject resource, Set<String> known) {
        JsonValue policies = IdentityJson.object(resource, "properties")
                .map(properties -> properties.get("authorizationPolicies"))
                .filter(value -> value != JsonValue.NULL)
                .orElse(JsonArray.EMPTY_JSON_ARRAY);
        if (!(policies instanceof JsonArray array)
                || !array.stream().allMatch(each -> each instanceof JsonObject)
                || array.size() > known.size()) {
            throw AzureException.invalid("authorizationPolicies: expected a list of at most " + known.size());
        }
        return array.getValuesAs(JsonObject.class).stream()
                .map(policy -> one(policy, known))
                .toList();
    }

    private static PolicyKeys one(JsonObject policy, Set<String> known) {
        String name = IdentityJson.text(policy, "keyName").orElse("");
        if (!known.contains(name)) {
            throw AzureException.invalid("keyName: expected one of " + String.join(", ", known));
        }
        return new PolicyKeys(name, key(policy, "primaryKey"), key(policy, "secondaryKey"));
    }

    private static Optional<byte[]> key(JsonObject policy, String name) {
        if (policy.get(name) instanceof JsonString text && text.getString().isEmpty()) {
            byte[] made = new byte[KEY_BYTES];
            RANDOM.nextBytes(made);
            return Optional.of(made);
        }
        return IdentityJson.text(policy, name).map(text -> decoded(name, text));
    }

    private static byte[] decoded(String name, String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length >= SHORTEST && key.length <= LONGEST) {
                return key;
            }
        } catch (IllegalArgumentException noBase64) {
            // Said below, like one of another length.
        }
        throw AzureException.invalid(name + ": expected Base64 of " + SHORTEST + " to " + LONGEST + " bytes");
    }
}

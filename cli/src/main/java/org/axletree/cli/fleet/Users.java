package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** A user of a broker as a device of the hub: it keeps its name, and several clients may use it at once. */
final class Users {
    private Users() {}

    /** @param otherwise whether what no right lists is allowed */
    static Source.Entry entry(int line, String user, String hash, MessageRights rights, boolean otherwise) {
        return entry(line, user, hash, rights, otherwise, otherwise);
    }

    static Source.Entry entry(
            int line,
            String user,
            String hash,
            MessageRights rights,
            boolean publishOtherwise,
            boolean subscribeOtherwise) {
        return rights.obstacle()
                .map(reason -> Source.Entry.skipped(line, user, reason))
                .orElseGet(() -> entry(line, user, hash, rights.json(publishOtherwise, subscribeOtherwise))
                        .noted(rights.notes()));
    }

    private static Source.Entry entry(int line, String user, String hash, JsonObject filters) {
        return Source.Entry.of(
                line,
                user,
                Json.createObjectBuilder()
                        .add("line", line)
                        .add("name", user)
                        // As they came there: whoever wants TLS says so of the device.
                        .add("allow_insecure", true)
                        .add("allow_multiple_connections", true)
                        .add("message_filters", filters)
                        .add(
                                "authentication",
                                Json.createObjectBuilder()
                                        .add("type", "password")
                                        .add("user_name", user)
                                        .add("password_hash", hash))
                        .build());
    }
}

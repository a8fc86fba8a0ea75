package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Word;
import org.axletree.cli.terminal.Failure;

/**
 * Mosquitto's users: a password file with, beside it, an ACL file ({@code --acl}); or dynamic-security.json with both. What a
 * user may is what its own lines and those of its roles and patterns say.
 */
final class MosquittoFiles implements Source {

    @Override
    public String name() {
        return "mosquitto";
    }

    @Override
    public Word options(Word word) {
        return word.option("Mosquitto's ACL file.", "--acl");
    }

    @Override
    public Stream<Entry> read(String text, Call call) {
        return text.stripLeading().startsWith("{") ? dynamic(text) : passwords(text, call);
    }

    private static Stream<Entry> passwords(String text, Call call) {
        Acl acl = call.written("--acl")
                .map(file -> Acl.read(call.surroundings().file(Path.of(file))))
                .orElseGet(Acl::open);
        List<Entry> entries = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            String user = colon < 0 ? line : line.substring(0, colon);
            String hash = colon < 0 ? "" : line.substring(colon + 1);
            if (hash.isEmpty()) {
                entries.add(Entry.skipped(i + 1, user, "has no password (expected: user:hash)"));
            } else if (!hash.startsWith("$")) {
                entries.add(Entry.skipped(
                        i + 1,
                        user,
                        "the password is not hashed (expected: a file that mosquitto_passwd wrote, as by -U)"));
            } else {
                MessageRights rights = acl.of(user);
                entries.add(
                        rights.isSayable()
                                ? Users.entry(i + 1, user, hash, rights.json(acl.otherwise()))
                                : Entry.skipped(
                                        i + 1,
                                        user,
                                        "the ACL both allows and denies (expected: one of the two, which a message filter can say)"));
            }
        }
        return entries.stream();
    }

    /** An ACL file: rights of everybody by pattern, of strangers, and of each user. */
    private record Acl(List<String[]> patterns, Map<String, MessageRights> users, boolean otherwise) {

        static Acl open() {
            return new Acl(List.of(), Map.of(), true);
        }

        static Acl read(String text) {
            List<String[]> patterns = new ArrayList<>();
            Map<String, MessageRights> users = new HashMap<>();
            String user = "";
            for (String each : text.split("\\R")) {
                String line = each.strip();
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                String[] words = line.split("\\s+", 2);
                String rest = words.length > 1 ? words[1].strip() : "";
                switch (words[0]) {
                    case "user" -> user = rest;
                    case "topic", "pattern" -> {
                        String[] right = rest.split("\\s+", 2);
                        boolean named = right.length == 2 && right[0].matches("read|write|readwrite|deny");
                        String access = named ? right[0] : "readwrite";
                        String filter = named ? right[1] : rest;
                        if (words[0].equals("pattern")) {
                            patterns.add(new String[] {access, filter});
                        } else if (!user.isEmpty()) {
                            users.computeIfAbsent(user, none -> new MessageRights())
                                    .add(access, filter);
                        }
                    }
                    default ->
                        throw Failure.usage(
                                "the ACL file has the word " + words[0] + " (expected: user, topic or pattern)");
                }
            }
            return new Acl(patterns, users, false);
        }

        MessageRights of(String user) {
            MessageRights rights = new MessageRights();
            if (users.containsKey(user)) {
                rights.addAll(users.get(user));
            }
            for (String[] each : patterns) {
                // A client identifier is no part of a filter: one level stands for it.
                rights.add(each[0], each[1].replace("%u", user).replace("%c", "+"));
            }
            return rights;
        }
    }

    private static Stream<Entry> dynamic(String text) {
        JsonObject root;
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            root = reader.readObject();
        } catch (JsonException none) {
            throw Failure.usage("the file is no JSON (expected: dynamic-security.json)");
        }
        Map<String, MessageRights> roles = new HashMap<>();
        for (JsonObject role : objects(root, "roles")) {
            MessageRights rights = new MessageRights();
            for (JsonObject acl : objects(role, "acls")) {
                String topic = acl.getString("topic", "");
                boolean allowed = acl.getBoolean("allow", false);
                switch (acl.getString("acltype", "")) {
                    case "publishClientSend" -> rights.publish(topic, allowed);
                    case "subscribePattern", "subscribeLiteral" -> rights.subscribe(topic, allowed);
                    // What the broker may send is what the client may subscribe to.
                    default -> {}
                }
            }
            roles.put(role.getString("rolename", ""), rights);
        }
        Map<String, List<String>> groups = new HashMap<>();
        for (JsonObject group : objects(root, "groups")) {
            for (JsonObject member : objects(group, "clients")) {
                groups.computeIfAbsent(member.getString("username", ""), none -> new ArrayList<>())
                        .addAll(names(group, "roles"));
            }
        }
        boolean otherwise = root.get("defaultACLAccess") instanceof JsonObject access
                && access.getBoolean("publishClientSend", false)
                && access.getBoolean("subscribe", false);
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (JsonObject client : objects(root, "clients")) {
            number++;
            String user = client.getString("username", "");
            if (!client.containsKey("password") || !client.containsKey("salt")) {
                entries.add(Entry.skipped(number, user, "has no password (expected: password and salt)"));
                continue;
            }
            MessageRights rights = new MessageRights();
            List<String> all = new ArrayList<>(names(client, "roles"));
            all.addAll(groups.getOrDefault(user, List.of()));
            all.stream().filter(roles::containsKey).forEach(role -> rights.addAll(roles.get(role)));
            if (!rights.isSayable()) {
                entries.add(Entry.skipped(
                        number,
                        user,
                        "its roles both allow and deny (expected: one of the two, which a message filter can say)"));
                continue;
            }
            String hash = "$7$" + client.getInt("iterations", 101) + "$" + client.getString("salt") + "$"
                    + client.getString("password");
            Entry entry = Users.entry(number, user, hash, rights.json(otherwise));
            entries.add(
                    client.getBoolean("disabled", false)
                            ? Entry.of(
                                    number,
                                    user,
                                    Json.createObjectBuilder(entry.device())
                                            .add("enabled", false)
                                            .build())
                            : entry);
        }
        return entries.stream();
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        return json.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .toList()
                : List.of();
    }

    private static List<String> names(JsonObject json, String list) {
        return objects(json, list).stream()
                .map(each -> each.get("rolename"))
                .filter(JsonString.class::isInstance)
                .map(each -> ((JsonString) each).getString())
                .toList();
    }
}

package org.axletree.cli.fleet;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
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
    private static final MessageRights.Places PLACES = new MessageRights.Places("%u", "%c");

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
                entries.add(Users.entry(i + 1, user, hash, acl.of(user), acl.otherwise()));
            }
        }
        return entries.stream();
    }

    /** An ACL file: rights of everybody by pattern, of strangers, and of each user. */
    private record Acl(MessageRights patterns, Map<String, MessageRights> users, boolean otherwise) {

        static Acl open() {
            return new Acl(new MessageRights(), Map.of(), true);
        }

        static Acl read(String text) {
            MessageRights patterns = new MessageRights();
            Map<String, MessageRights> users = new HashMap<>();
            String user = "";
            String[] lines = text.split("\\R", -1);
            for (int i = 0; i < lines.length; i++) {
                String line = lines[i].strip();
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
                        boolean everybody = words[0].equals("pattern");
                        if (everybody || !user.isEmpty()) {
                            MessageRights rights =
                                    everybody ? patterns : users.computeIfAbsent(user, none -> new MessageRights());
                            if (MessageRights.isFilter(filter)) {
                                rights.add(access, filter);
                            } else {
                                rights.wrong("line " + (i + 1) + " of the ACL file, " + line, !everybody);
                            }
                        }
                    }
                    default ->
                        throw Failure.usage("line " + (i + 1) + " of the ACL file has the word " + words[0]
                                + " (expected: user, topic or pattern)");
                }
            }
            return new Acl(patterns, users, false);
        }

        MessageRights of(String user) {
            MessageRights rights = new MessageRights();
            if (users.containsKey(user)) {
                rights.addAll(users.get(user));
            }
            rights.addAll(patterns.of(user, PLACES));
            return rights;
        }
    }

    private static Stream<Entry> dynamic(String text) {
        List<JsonObject> documents = JsonThings.read(text, "");
        if (documents.size() != 1) {
            throw Failure.usage("the file has several JSON documents (expected: dynamic-security.json)");
        }
        JsonObject root = documents.get(0);
        Map<String, MessageRights> roles = new HashMap<>();
        for (JsonObject role : JsonThings.objects(root, "roles")) {
            MessageRights rights = new MessageRights();
            boolean wildcards = role.getBoolean("allowwildcardsubs", true);
            JsonThings.objects(role, "acls").forEach(acl -> permit(rights, acl, wildcards));
            roles.put(role.getString("rolename", ""), rights);
        }
        Map<String, List<String>> groups = new HashMap<>();
        for (JsonObject group : JsonThings.objects(root, "groups")) {
            for (JsonObject member : JsonThings.objects(group, "clients")) {
                groups.computeIfAbsent(member.getString("username", ""), none -> new ArrayList<>())
                        .addAll(names(group, "roles"));
            }
        }
        // What is not said of the accesses without a rule is no, as in Mosquitto.
        JsonObject otherwise = JsonThings.object(root, "defaultACLAccess");
        boolean receives = otherwise.getBoolean("publishClientReceive", false);
        boolean subscribes = otherwise.getBoolean("subscribe", false);
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (JsonObject client : JsonThings.objects(root, "clients")) {
            number++;
            String user = client.getString("username", "");
            String hash = hash(client);
            if (hash.isEmpty()) {
                entries.add(Entry.skipped(
                        number, user, "has no password (expected: encoded_password, or password and salt)"));
                continue;
            }
            MessageRights given = new MessageRights();
            List<String> all = new ArrayList<>(names(client, "roles"));
            all.addAll(groups.getOrDefault(user, List.of()));
            all.stream().filter(roles::containsKey).forEach(role -> given.addAll(roles.get(role)));
            MessageRights rights = given.of(user, PLACES);
            if (!receives) {
                rights.keepReceived(subscribes);
            }
            if (otherwise.get("unsubscribe") == JsonValue.FALSE) {
                rights.note("it may unsubscribe from everything here, and there only where a role allowed it:"
                        + " a message filter says nothing of that");
            }
            Entry entry = Users.entry(
                            number,
                            user,
                            hash,
                            rights,
                            otherwise.getBoolean("publishClientSend", false),
                            subscribes && receives)
                    .noted(binding(client));
            entries.add(client.getBoolean("disabled", false) ? entry.disabled() : entry);
        }
        return entries.stream();
    }

    /** A client's hash, as password files have it; Mosquitto 2.1 writes it in one, those before in its parts. Empty without one. */
    private static String hash(JsonObject client) {
        String encoded = JsonThings.text(client, "encoded_password");
        String salt = JsonThings.text(client, "salt");
        String password = JsonThings.text(client, "password");
        if (!encoded.isEmpty() || salt.isEmpty() || password.isEmpty()) {
            return encoded;
        }
        return "$7$" + client.getInt("iterations", 101) + "$" + salt + "$" + password;
    }

    private static void permit(MessageRights rights, JsonObject acl, boolean wildcards) {
        String topic = acl.getString("topic", "");
        boolean allowed = acl.getBoolean("allow", false);
        switch (acl.getString("acltype", "")) {
            case "publishClientSend" -> rights.publish(topic, allowed);
            case "publishClientReceive" -> rights.receive(topic, allowed);
            case "subscribePattern", "subscribeLiteral" -> {
                if (allowed && !wildcards && topic.matches(".*[+#].*")) {
                    rights.leaveOut("subscribe to " + topic, "its role allows no filter with + or #");
                } else {
                    rights.subscribe(topic, allowed);
                }
            }
            case "unsubscribePattern", "unsubscribeLiteral" -> {
                if (!allowed) {
                    rights.note("it may unsubscribe from " + topic
                            + " here, which was forbidden there: a message filter says nothing of that");
                }
            }
            default -> {}
        }
    }

    private static List<String> binding(JsonObject client) {
        String identifier = JsonThings.text(client, "clientid");
        return identifier.isEmpty()
                ? List.of()
                : List.of("it came with the client identifier " + identifier
                        + " alone, and may come with any here (expected: a password that nobody else has)");
    }

    private static List<String> names(JsonObject json, String list) {
        return JsonThings.objects(json, list).stream()
                .map(each -> each.get("rolename"))
                .filter(JsonString.class::isInstance)
                .map(each -> ((JsonString) each).getString())
                .toList();
    }
}

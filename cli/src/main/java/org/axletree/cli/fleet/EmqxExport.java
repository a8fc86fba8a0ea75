package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Word;

/**
 * EMQX's built-in users, as its import reads them: CSV with {@code user_id, password_hash, salt, is_superuser}, or an array of
 * objects with the same names. How they were hashed is not in the file: {@code --algorithm}, {@code --salt-position}.
 */
final class EmqxExport implements Source {

    @Override
    public String name() {
        return "emqx";
    }

    @Override
    public Word options(Word word) {
        return word.option("How EMQX hashed: plain, md5, sha, sha256, sha512, bcrypt, pbkdf2.", "--algorithm")
                .option("Where EMQX put the salt: prefix, suffix, disable.", "--salt-position")
                .option("EMQX's pbkdf2: sha, sha256, sha512.", "--mac")
                .option("EMQX's pbkdf2: how often.", "--iterations");
    }

    private record User(int line, String id, String hash, String salt) {}

    @Override
    public Stream<Entry> read(String text, Call call) {
        String algorithm = call.written("--algorithm").orElse("sha256").toLowerCase(Locale.ROOT);
        String position = call.written("--salt-position").orElse("prefix");
        return users(text).stream().map(user -> entry(user, algorithm, position, call));
    }

    private static List<User> users(String text) {
        List<User> users = new ArrayList<>();
        if (text.stripLeading().startsWith("[")) {
            try (JsonReader reader = Json.createReader(new StringReader(text))) {
                JsonArray array = reader.readArray();
                for (int i = 0; i < array.size(); i++) {
                    JsonObject each = array.getJsonObject(i);
                    users.add(new User(
                            i + 1,
                            each.getString("user_id", ""),
                            each.getString("password_hash", ""),
                            each.getString("salt", "")));
                }
            } catch (JsonException | ClassCastException none) {
                throw org.axletree.cli.terminal.Failure.usage("the file was wrong (expected: an array of users)");
            }
            return users;
        }
        Csv.read(text)
                .forEach(row -> users.add(new User(
                        row.line(), row.cell("user_id", "username"), row.cell("password_hash"), row.cell("salt"))));
        return users;
    }

    private static Entry entry(User user, String algorithm, String position, Call call) {
        if (user.id().isEmpty() || user.hash().isEmpty()) {
            return Entry.skipped(user.line(), user.id(), "has no user_id or no password_hash (expected: both)");
        }
        String salt = Base64.getEncoder().encodeToString(user.salt().getBytes(StandardCharsets.UTF_8));
        String hash =
                switch (algorithm) {
                    case "bcrypt" -> user.hash();
                    case "pbkdf2" ->
                        "$emqx-pbkdf2$" + call.written("--mac").orElse("sha256") + "$"
                                + call.number("--iterations").orElse(4096) + "$" + salt + "$"
                                + user.hash().toLowerCase(Locale.ROOT);
                    case "plain" -> "$emqx$plain$disable$" + salt + "$" + user.hash();
                    default ->
                        "$emqx$" + algorithm + "$" + position + "$" + salt + "$"
                                + user.hash().toLowerCase(Locale.ROOT);
                };
        return Users.entry(user.line(), user.id(), hash, new MessageRights().json(true));
    }
}

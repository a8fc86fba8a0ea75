package org.axletree.cli.fleet;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Word;
import org.axletree.cli.terminal.Failure;

/**
 * EMQX's built-in users, as its import reads them: CSV with {@code user_id, password_hash, salt, is_superuser}, or an array of
 * objects with the same names. Users of SCRAM, which have a {@code stored_key}, cannot come along. How they were hashed is not in the file: {@code --algorithm}, {@code --salt-position}.
 */
final class EmqxExport implements Source {
    private static final List<String> ALGORITHMS =
            List.of("plain", "md5", "sha", "sha256", "sha512", "bcrypt", "pbkdf2");
    /** Of what each of them makes. */
    private static final Map<String, Integer> DIGITS = Map.of("md5", 32, "sha", 40, "sha256", 64, "sha512", 128);

    private static final Pattern HEXADECIMAL = Pattern.compile("([0-9A-Fa-f]{2})+");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");
    private static final List<String> POSITIONS = List.of("prefix", "suffix", "disable");
    private static final List<String> MACS = List.of("sha", "sha256", "sha512");

    @Override
    public String name() {
        return "emqx";
    }

    @Override
    public Word options(Word word) {
        return word.oneOf(
                        "How EMQX hashed: plain, md5, sha, sha256, sha512, bcrypt, pbkdf2.", ALGORITHMS, "--algorithm")
                .oneOf("Where EMQX put the salt: prefix, suffix, disable.", POSITIONS, "--salt-position")
                .oneOf("EMQX's pbkdf2: sha, sha256, sha512.", MACS, "--mac")
                .option("EMQX's pbkdf2: how often.", "--iterations");
    }

    private static String oneOf(List<String> known, String option, String otherwise, Call call) {
        String written = call.written(option).orElse(otherwise);
        String plain = written.toLowerCase(Locale.ROOT);
        if (!known.contains(plain)) {
            throw Failure.usage(option + " " + written + " was wrong (expected: " + String.join(", ", known) + ")");
        }
        return plain;
    }

    /** @param stored what EMQX's users of SCRAM have in the place of a hash */
    private record User(int line, String id, String hash, String salt, String stored, List<String> notes) {}

    @Override
    public Stream<Entry> read(String text, Call call) {
        String algorithm = oneOf(ALGORITHMS, "--algorithm", "sha256", call);
        String position = oneOf(POSITIONS, "--salt-position", "prefix", call);
        oneOf(MACS, "--mac", "sha256", call);
        call.number("--iterations").filter(number -> number < 1).ifPresent(number -> {
            throw Failure.usage("--iterations " + number + " was wrong (expected: 1 or more)");
        });
        call.surroundings()
                .note("axle: EMQX's authorization rules are not in its file: these users may publish and subscribe to"
                        + " everything (expected: axle device update with message filters where they may not)");
        return users(text).stream().map(user -> entry(user, algorithm, position, call));
    }

    private static List<User> users(String text) {
        List<User> users = new ArrayList<>();
        if (text.stripLeading().startsWith("[")) {
            List<JsonObject> all = JsonThings.read(text, "");
            for (int i = 0; i < all.size(); i++) {
                JsonObject each = all.get(i);
                users.add(new User(
                        i + 1,
                        JsonThings.text(each, "user_id"),
                        JsonThings.text(each, "password_hash"),
                        JsonThings.text(each, "salt"),
                        JsonThings.text(each, "stored_key"),
                        List.of()));
            }
            return users;
        }
        Csv.read(text)
                .forEach(row -> users.add(new User(
                        row.line(),
                        row.cell("user_id", "username"),
                        row.cell("password_hash"),
                        row.cell("salt"),
                        row.cell("stored_key"),
                        row.notes())));
        return users;
    }

    /** Of another algorithm than was said, nobody could ever log in with it. */
    private static Optional<String> problemWithHash(String hash, String algorithm) {
        boolean fits =
                switch (algorithm) {
                    case "plain" -> true;
                    case "bcrypt" -> BCRYPT.matcher(hash).matches();
                    case "pbkdf2" -> HEXADECIMAL.matcher(hash).matches();
                    default -> HEXADECIMAL.matcher(hash).matches() && hash.length() == DIGITS.get(algorithm);
                };
        return fits
                ? Optional.empty()
                : Optional.of("its password_hash of " + hash.length() + " characters is none of " + algorithm
                        + " (expected: " + expected(algorithm)
                        + "; or another --algorithm, which has to be that of EMQX's configuration)");
    }

    private static String expected(String algorithm) {
        return switch (algorithm) {
            case "bcrypt" -> "60 characters that begin with $2a$, $2b$ or $2y$";
            case "pbkdf2" -> "hexadecimal digits";
            default -> DIGITS.get(algorithm) + " hexadecimal digits";
        };
    }

    private static Entry entry(User user, String algorithm, String position, Call call) {
        if (!user.stored().isEmpty() && user.hash().isEmpty()) {
            return Entry.skipped(
                    user.line(),
                    user.id(),
                    "proves itself by SCRAM with a salt of EMQX's, where the hub has salts of its own (expected: the password"
                            + " itself, by axle import csv; or a user of EMQX's password_based authentication, with its password_hash)");
        }
        if (user.id().isEmpty() || user.hash().isEmpty()) {
            return Entry.skipped(user.line(), user.id(), "has no user_id or no password_hash (expected: both)");
        }
        Optional<String> problem = problemWithHash(user.hash(), algorithm);
        if (problem.isPresent()) {
            return Entry.skipped(user.line(), user.id(), problem.get());
        }
        String salt = Base64.getEncoder().encodeToString(user.salt().getBytes(StandardCharsets.UTF_8));
        String hash =
                switch (algorithm) {
                    case "bcrypt" -> user.hash();
                    case "pbkdf2" ->
                        "$emqx-pbkdf2$" + oneOf(MACS, "--mac", "sha256", call) + "$"
                                + call.number("--iterations").orElse(4096) + "$" + salt + "$"
                                + user.hash().toLowerCase(Locale.ROOT);
                    case "plain" -> "$emqx$plain$disable$" + salt + "$" + user.hash();
                    default ->
                        "$emqx$" + algorithm + "$" + position + "$" + salt + "$"
                                + user.hash().toLowerCase(Locale.ROOT);
                };
        return Users.entry(user.line(), user.id(), hash, new MessageRights(), true)
                .noted(user.notes());
    }
}

package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.Failure;

/**
 * A table with a device a row. Columns: {@code name} (or {@code id}), {@code user_name}, {@code password},
 * {@code password_hash}, {@code primary_key}, {@code secondary_key}, {@code primary_thumbprint}, {@code secondary_thumbprint},
 * {@code authentication} ({@code authority}, {@code none}), {@code dialect}, {@code description}, {@code enabled},
 * {@code allow_insecure}, {@code uuid}.
 */
final class CsvFile implements Source {
    private static final Set<String> COLUMNS = Set.of(
            "name",
            "id",
            "device_id",
            "uuid",
            "user_name",
            "username",
            "password",
            "password_hash",
            "primary_key",
            "secondary_key",
            "primary_thumbprint",
            "secondary_thumbprint",
            "authentication",
            "dialect",
            "description",
            "enabled",
            "allow_insecure");

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public Stream<Entry> read(String text, Call call) {
        List<Csv.Row> rows = Csv.read(text);
        rows.stream().findFirst().ifPresent(row -> row.cells().keySet().stream()
                .filter(column -> !COLUMNS.contains(column))
                .findFirst()
                .ifPresent(column -> {
                    throw Failure.usage("the column " + column + " is not known (expected: one of "
                            + String.join(", ", COLUMNS.stream().sorted().toList()) + ")");
                }));
        return rows.stream().map(CsvFile::entry);
    }

    private static Entry entry(Csv.Row row) {
        String name = row.cell("name", "id", "device_id");
        if (name.isEmpty()) {
            return Entry.skipped(row.line(), "", "has no name (expected: the column name)");
        }
        String said = row.cell("authentication").toLowerCase(Locale.ROOT);
        if (!Set.of("", "authority", "none").contains(said)) {
            return Entry.skipped(
                    row.line(), name, "its authentication " + said + " is not known (expected: authority or none)");
        }
        for (String column : List.of("enabled", "allow_insecure")) {
            if (!Set.of("", "true", "false").contains(row.cell(column).toLowerCase(Locale.ROOT))) {
                return Entry.skipped(
                        row.line(), name, column + " is " + row.cell(column) + " (expected: true or false)");
            }
        }
        JsonObjectBuilder proof = Json.createObjectBuilder();
        boolean keys = !row.cell("primary_key").isEmpty();
        boolean thumbprints =
                !row.cell("primary_thumbprint", "secondary_thumbprint").isEmpty();
        boolean password = !row.cell("password", "password_hash").isEmpty();
        if (keys) {
            proof.add("type", "keys").add("primary_key", row.cell("primary_key"));
            if (!row.cell("secondary_key").isEmpty()) {
                proof.add("secondary_key", row.cell("secondary_key"));
            }
        } else if (thumbprints) {
            proof.add("type", "thumbprints")
                    .add("primary_thumbprint", thumbprint(row, "primary_thumbprint"))
                    .add("secondary_thumbprint", thumbprint(row, "secondary_thumbprint"));
        } else if (password) {
            String user = row.cell("user_name", "username");
            proof.add("type", "password").add("user_name", user.isEmpty() ? name : user);
            proof.add(
                    row.cell("password_hash").isEmpty() ? "password" : "password_hash",
                    row.cell("password_hash", "password"));
        } else if (said.equals("authority")) {
            proof.add("type", "authority");
        } else {
            proof.add("type", "none");
        }
        String dialect = row.cell("dialect");
        boolean azure = keys || thumbprints || said.equals("authority");
        JsonObjectBuilder device = Json.createObjectBuilder()
                .add("line", row.line())
                .add("name", name)
                .add("dialect", dialect.isEmpty() ? (azure ? "azure" : "scaleway") : dialect)
                .add("description", row.cell("description"))
                .add("enabled", !row.cell("enabled").equalsIgnoreCase("false"))
                .add("allow_insecure", row.cell("allow_insecure").equalsIgnoreCase("true"))
                .add("authentication", proof);
        if (!row.cell("uuid").isEmpty()) {
            device.add("id", row.cell("uuid").toLowerCase(Locale.ROOT));
        }
        boolean proofless = !azure && !password;
        boolean insecure = row.cell("allow_insecure").equalsIgnoreCase("true");
        return Entry.of(row.line(), name, device.build())
                .noted(row.notes())
                .noted(
                        proofless && !insecure
                                ? List.of(
                                        "has no password, key, thumbprint or authority, and cannot come before it has a"
                                                + " certificate (expected: axle device renew-certificate)")
                                : List.of());
    }

    private static String thumbprint(Csv.Row row, String column) {
        return row.cell(column).replace(":", "").toLowerCase(Locale.ROOT);
    }
}

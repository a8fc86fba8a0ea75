package org.axletree.web.console.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.fleet.IncomingDevice;
import org.axletree.hub.registry.fleet.UserPassword;
import org.axletree.web.console.Texts;

/** A table with a device a row: what is written of a device, and what is read of one. */
final class DeviceTable {
    private static final List<String> WRITTEN = List.of(
            "name",
            "description",
            "enabled",
            "allow_insecure",
            "allow_multiple_connections",
            "uuid",
            "connected",
            "last_activity_at",
            "certificate_ends_at",
            "created_at");

    private static final Set<String> READ = new TreeSet<>(WRITTEN);

    static {
        READ.addAll(List.of("user_name", "password", "password_hash"));
    }

    private DeviceTable() {}

    static String head() {
        return Csv.line(WRITTEN.toArray(String[]::new));
    }

    static String line(Device device) {
        return Csv.line(
                device.name(),
                device.description(),
                Boolean.toString(device.enabled()),
                Boolean.toString(device.allowInsecure()),
                Boolean.toString(device.allowMultipleConnections()),
                device.id(),
                Boolean.toString(device.connected()),
                time(device.lastActivityAt()),
                time(device.certificateEndsAt()),
                device.createdAt().toString());
    }

    static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }

    /** @throws IllegalArgumentException if a column is not known, or none is the name */
    static void requireKnown(Csv.Row first) {
        for (String column : first.cells().keySet()) {
            if (!READ.contains(column)) {
                throw new IllegalArgumentException(
                        "the column " + column + " is not known (expected: one of " + String.join(", ", READ) + ")");
            }
        }
        if (!first.cells().containsKey("name")) {
            throw new IllegalArgumentException("there is no column name (expected: one, in the first line)");
        }
    }

    /** @throws IllegalArgumentException if a cell cannot be what it should be */
    static IncomingDevice device(Csv.Row row) {
        return new IncomingDevice(
                row.line(),
                Optional.of(row.cell("uuid").toLowerCase(Locale.ROOT)).filter(id -> !id.isEmpty()),
                row.cell("name"),
                Registration.MANAGED.dialect(),
                row.cell("description"),
                flag(row, "enabled", true),
                flag(row, "allow_insecure", false),
                flag(row, "allow_multiple_connections", false),
                MessageFilters.EVERYTHING,
                DeviceCredential.CERTIFICATE,
                password(row),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean flag(Csv.Row row, String name, boolean without) {
        String text = row.cell(name).toLowerCase(Locale.ROOT);
        if (!Set.of("", "true", "false").contains(text)) {
            throw new IllegalArgumentException(Texts.of("import.flag", "column", name, "text", text));
        }
        return text.isEmpty() ? without : text.equals("true");
    }

    private static Optional<UserPassword> password(Csv.Row row) {
        String plain = row.cell("password");
        String hash = row.cell("password_hash");
        if (plain.isEmpty() && hash.isEmpty()) {
            return Optional.empty();
        }
        String user = row.cell("user_name").isEmpty() ? row.cell("name") : row.cell("user_name");
        return Optional.of(
                hash.isEmpty() ? UserPassword.plain(user, plain) : UserPassword.hashed(user, PasswordHash.read(hash)));
    }
}

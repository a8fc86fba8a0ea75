package org.axletree.cli.backup;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.axletree.cli.terminal.Failure;

/** Makes a state directory of a backup. Every file is compared with its hash; if one is not as it was, nothing is left behind. */
final class Restoration {
    /** H2's copy of its database, and the file that it opens. */
    private static final String ARCHIVE = "registry.zip";

    private static final String DATABASE = "registry.mv.db";

    private Restoration() {}

    static void of(Vault vault, JsonObject backup, Path home) {
        try {
            if (Files.exists(home) && (!Files.isDirectory(home) || !Vault.isEmpty(home))) {
                throw Failure.usage(home + " is there and not empty (expected: a new directory)");
            }
            Vault.makePrivate(home);
        } catch (IOException unwritable) {
            throw Failure.failed(home + " cannot be made: " + unwritable.getMessage());
        }
        try {
            for (JsonObject file : backup.getJsonArray("files").getValuesAs(JsonObject.class)) {
                Path to = home.resolve(file.getString("name")).normalize();
                if (!to.startsWith(home)) {
                    throw new IOException(file.getString("name") + " leads out of the directory");
                }
                Vault.makePrivate(to.getParent());
                vault.bring(file.getString("name"), file.getString("sha256"), to);
            }
            unpackRegistry(home);
        } catch (IOException failed) {
            delete(home);
            throw Failure.failed("nothing was restored: " + failed.getMessage());
        }
    }

    private static void unpackRegistry(Path home) throws IOException {
        Path archive = home.resolve(ARCHIVE);
        if (Files.notExists(archive)) {
            return;
        }
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(file)) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && !entry.getName().endsWith(".mv.db")) {
                entry = zip.getNextEntry();
            }
            if (entry == null) {
                throw new IOException("there is no registry in " + ARCHIVE);
            }
            Files.copy(zip, home.resolve(DATABASE));
        }
        Files.delete(archive);
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = new ArrayList<>(files.toList());
            all.sort(Comparator.reverseOrder());
            for (Path each : all) {
                Files.delete(each);
            }
        } catch (IOException stays) {
            throw Failure.failed(directory + " could not be removed again: " + stays.getMessage());
        }
    }
}

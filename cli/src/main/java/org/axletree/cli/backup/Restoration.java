package org.axletree.cli.backup;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.FileProblem;
import org.axletree.cli.terminal.Progress;
import org.axletree.cli.terminal.Tidy;

/**
 * Makes a state directory of a backup. It is put together in a draft, every file is compared with its hash, and what is whole is
 * moved into place: what fails or breaks off leaves nothing that looks like a state directory.
 */
final class Restoration {
    /** H2's copy of its database, and the file that it opens. */
    private static final String ARCHIVE = "registry.zip";

    private static final String DATABASE = "registry.mv.db";
    private static final String DRAFT = ".restoring";

    private final Vault vault;
    private final JsonObject backup;
    private final Path home;

    /** Beside the directory; inside of one that is there, whose surroundings may be another's. */
    private final Path draft;

    private Restoration(Vault vault, JsonObject backup, Path home) {
        this.vault = vault;
        this.backup = backup;
        this.home = home;
        this.draft = Files.exists(home) ? home.resolve(DRAFT) : home.resolveSibling("." + home.getFileName() + DRAFT);
    }

    static void of(Vault vault, JsonObject backup, Path home, Progress progress) {
        Restoration restoration = new Restoration(vault, backup, home);
        restoration.prepare();
        Tidy.run(
                () -> {
                    restoration.bring(progress);
                    return null;
                },
                () -> {
                    if (Files.exists(restoration.draft)) {
                        delete(restoration.draft);
                    }
                });
    }

    private void prepare() {
        try {
            if (Files.exists(home) && (!Files.isDirectory(home) || !isFree(home))) {
                throw Failure.usage(home + " is there and not empty (expected: a new directory)");
            }
            if (Files.exists(draft)) {
                delete(draft); // of a restore that was killed
            }
            Vault.makePrivate(draft);
        } catch (IOException unwritable) {
            throw FileProblem.unwritable("the state", home, unwritable);
        }
    }

    private static boolean isFree(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(each -> each.getFileName().toString().equals(DRAFT));
        }
    }

    private void bring(Progress progress) {
        long done = 0;
        try {
            for (JsonObject file : backup.getJsonArray("files").getValuesAs(JsonObject.class)) {
                Path to = draft.resolve(file.getString("name")).normalize();
                if (!to.startsWith(draft)) {
                    throw new IOException(file.getString("name") + " leads out of the directory");
                }
                Vault.makePrivate(to.getParent());
                vault.bring(file.getString("name"), file.getString("sha256"), to);
                done += file.getJsonNumber("size").longValue();
                progress.show(done);
            }
            unpackRegistry();
            moveIntoPlace();
        } catch (IOException failed) {
            throw Failure.failed("nothing was restored: " + failed.getMessage());
        }
    }

    private void moveIntoPlace() throws IOException {
        if (draft.startsWith(home)) {
            try (Stream<Path> files = Files.list(draft)) {
                for (Path each : files.toList()) {
                    Files.move(each, home.resolve(each.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } else {
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void unpackRegistry() throws IOException {
        Path archive = draft.resolve(ARCHIVE);
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
            try (OutputStream out = Files.newOutputStream(Vault.newFile(draft.resolve(DATABASE)))) {
                zip.transferTo(out);
            }
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

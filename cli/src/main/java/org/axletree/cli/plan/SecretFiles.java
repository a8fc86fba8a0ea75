package org.axletree.cli.plan;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.FileProblem;
import org.axletree.cli.terminal.WholeFile;

/** Where keys and secrets go that the server shows once, when it has made a thing. */
final class SecretFiles {
    private final Call call;
    private final Path files;

    /** @param files the directory that names of files are beside */
    SecretFiles(Call call, Path files) {
        this.call = call;
        this.files = files;
    }

    /** Looks whether the secret of a thing will have its place: one that is shown once and could not be written would be lost. */
    void requirePlace(Wanted wanted) {
        file(wanted, ".secret").ifPresent(SecretFiles::requirePlace);
    }

    /** Writes what the server shows once; of a token without a place, it is told. */
    void keep(Wanted wanted, JsonObject answer) {
        Map<String, String> secrets = new LinkedHashMap<>();
        if (answer.get("certificate") instanceof JsonObject certificate) {
            secrets.put(".crt", certificate.getString("crt", ""));
            secrets.put(".key", certificate.getString("key", ""));
        }
        if (answer.get("secret") instanceof JsonString secret) {
            secrets.put(".secret", secret.getString());
        }
        if (secrets.isEmpty()) {
            return;
        }
        if (file(wanted, "").isPresent()) {
            secrets.forEach((end, secret) -> write(file(wanted, end).orElseThrow(), secret));
        } else if (wanted.kind() == Kind.TOKEN) {
            // Lost otherwise, and with it what the token was made for.
            call.surroundings()
                    .note("the secret of " + wanted.title() + ", shown this once: " + secrets.get(".secret"));
        }
    }

    /** Where it is written: as the file says, or in the directory that the command names. */
    private Optional<Path> file(Wanted wanted, String end) {
        if (wanted.fields().get(Kind.SECRET_FILE) instanceof JsonString file) {
            return Optional.of(files.resolve(file.getString()));
        }
        String name = (wanted.kind().isInHub() ? wanted.hub() : wanted.kind().noun()) + "-" + wanted.name();
        return call.written("--secrets")
                .map(directory -> Path.of(directory).resolve(name.replaceAll("[^A-Za-z0-9._-]", "_") + end));
    }

    private static void requirePlace(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.requirePlace("the secret", file);
        } catch (IOException failed) {
            throw FileProblem.unwritable("the secret", file, failed);
        }
    }

    private static void write(Path file, String secret) {
        try {
            WholeFile.writePrivate(file, secret.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw FileProblem.unwritable("the secret", file, failed);
        }
    }
}

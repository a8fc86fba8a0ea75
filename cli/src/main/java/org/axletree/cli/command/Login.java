package org.axletree.cli.command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.Profile;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.FileProblem;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.Surroundings;
import org.axletree.cli.terminal.WholeFile;

/** {@code axle login}: keeps an address and a token under a name, once the server has taken them. */
public final class Login {
    private Login() {}

    public static Word word() {
        return Standard.server(Word.of(
                "login", "Keeps an address and a token, after trying them, for the commands to come.", Login::run));
    }

    private static Status run(Call call) {
        Surroundings surroundings = call.surroundings();
        String name = call.written("--profile").orElse(Profile.STANDARD);
        Optional<String> tokenFile = call.written("--token-file");
        if (tokenFile.isEmpty() && surroundings.variable("AXLE_TOKEN").isEmpty()) {
            throw Failure.usage(
                    "there is no token to keep (expected: --token-file FILE, --token-file -, or AXLE_TOKEN)");
        }
        Profile profile = Profile.of(
                surroundings,
                new Profile.Said(
                        Optional.empty(),
                        call.written("--url"),
                        tokenFile,
                        call.written("--ca"),
                        call.written("--region")));
        Connection connection = new Connection(profile);
        connection.get(connection.region("hubs") + "?page_size=1").orThrow();
        JsonObjectBuilder entry = Json.createObjectBuilder()
                .add("url", profile.url().toString())
                .add("token", profile.token().orElseThrow())
                .add("region", profile.region());
        profile.authority()
                .ifPresent(file -> entry.add("ca", file.toAbsolutePath().toString()));
        JsonObject all = Json.createObjectBuilder(Profile.stored(surroundings))
                .add(name, entry)
                .build();
        write(Profile.file(surroundings), all);
        surroundings.note("Logged in at " + profile.url() + " as profile " + name + ".");
        return Status.DONE;
    }

    private static void write(Path file, JsonObject all) {
        try {
            Files.createDirectories(file.getParent());
            WholeFile.writePrivate(file, Printer.pretty(all).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw FileProblem.unwritable("the profile", file, failed);
        }
    }
}

package org.axletree.cli.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.FileProblem;
import org.axletree.cli.terminal.Surroundings;

/**
 * Which server is spoken to, and as whom: what the command says, be it by a profile that it names; or the environment; or
 * the default profile of {@code axle login}.
 *
 * @param authority a file with the certificates that the server's is checked by; none for those that Java trusts
 */
public record Profile(URI url, Optional<String> token, Optional<Path> authority, String region) {
    public static final String STANDARD = "default";
    private static final String FILE = "profiles.json";

    /** What a command says of it; empty for what it does not. */
    public record Said(
            Optional<String> profile,
            Optional<String> url,
            Optional<String> tokenFile,
            Optional<String> authority,
            Optional<String> region) {}

    /**
     * What stays where the command does not say it itself.
     *
     * @param named whether the command names the profile, which counts as saying what is in it
     */
    private record Kept(Surroundings surroundings, JsonObject stored, boolean named) {
        Optional<String> of(String variable, String field) {
            return named
                    ? text(stored, field).or(() -> surroundings.variable(variable))
                    : surroundings.variable(variable).or(() -> text(stored, field));
        }

        /**
         * The token that is meant for that address: that of a profile goes to the profile's address only, and that of the
         * environment to the environment's. Where the environment has none, it goes wherever the command says, but not to the
         * address of a profile that the command names.
         */
        Optional<String> token(URI url, boolean said) {
            Optional<String> ofProfile = text(stored, "token").filter(token -> text(stored, "url")
                    .map(Profile::address)
                    .filter(url::equals)
                    .isPresent());
            boolean meant = surroundings
                    .variable("AXLE_URL")
                    .map(own -> address(own).equals(url))
                    .orElse(said || !named);
            Optional<String> ofEnvironment = surroundings.variable("AXLE_TOKEN").filter(token -> meant);
            return named ? ofProfile.or(() -> ofEnvironment) : ofEnvironment.or(() -> ofProfile);
        }
    }

    public static Profile of(Surroundings surroundings, Said said) {
        String name =
                said.profile().or(() -> surroundings.variable("AXLE_PROFILE")).orElse(STANDARD);
        JsonObject stored = stored(surroundings).containsKey(name)
                ? stored(surroundings).getJsonObject(name)
                : JsonObject.EMPTY_JSON_OBJECT;
        if (said.profile().isPresent() && stored.isEmpty()) {
            throw Failure.usage("there is no profile " + name + " (expected: one that axle login made)");
        }
        Kept kept = new Kept(surroundings, stored, said.profile().isPresent());
        String url = said.url().or(() -> kept.of("AXLE_URL", "url")).orElse("http://127.0.0.1:8080");
        Optional<String> token = said.tokenFile()
                .map(file -> surroundings.textOf(file))
                .or(() -> kept.token(address(url), said.url().isPresent()))
                .or(() -> ofServerHere(surroundings, url));
        Optional<Path> authority =
                said.authority().or(() -> kept.of("AXLE_CA", "ca")).map(Path::of);
        String region = said.region().or(() -> kept.of("AXLE_REGION", "region")).orElse("fr-par");
        return new Profile(address(url), token.map(String::strip), authority, region);
    }

    /** The token of a server that was started in this directory, so that the first commands work as they stand. */
    private static Optional<String> ofServerHere(Surroundings surroundings, String url) {
        Path file = Path.of("axletree-data", "admin-token");
        boolean here = url.contains("//127.0.0.1") || url.contains("//localhost") || url.contains("//[::1]");
        return here && Files.isReadable(file) ? Optional.of(surroundings.file(file)) : Optional.empty();
    }

    private static URI address(String url) {
        String text = url.contains("://") ? url : "https://" + url;
        try {
            URI uri = URI.create(text.replaceFirst("/+(iot/v1/?)?$", ""));
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException unreadable) {
            // Said below, like any other text that is no address.
        }
        throw Failure.usage("the address " + url + " was wrong (expected: http:// or https:// and a host)");
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.getString(name, null)).filter(value -> !value.isEmpty());
    }

    public static Path directory(Surroundings surroundings) {
        return surroundings
                .variable("AXLE_CONFIG_DIR")
                .map(Path::of)
                .or(() -> surroundings.variable("XDG_CONFIG_HOME").map(dir -> Path.of(dir, "axle")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config", "axle"));
    }

    public static JsonObject stored(Surroundings surroundings) {
        Path file = directory(surroundings).resolve(FILE);
        if (Files.notExists(file)) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        try (Reader reader = Files.newBufferedReader(file);
                JsonReader json = Json.createReader(reader)) {
            return json.readObject();
        } catch (JsonException damaged) {
            throw Failure.failed("the file " + file + " is no JSON (expected: what axle login writes)");
        } catch (IOException unreadable) {
            throw FileProblem.unreadable(file, unreadable, "what axle login writes");
        }
    }

    public static Path file(Surroundings surroundings) {
        return directory(surroundings).resolve(FILE);
    }
}

package org.axletree.cli.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.util.regex.Pattern;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** What the server answered. */
public record Reply(int status, String text, HttpHeaders headers) {
    private static final Pattern TAKEN =
            Pattern.compile("\\b(another|a) \\w+( of the hub| of the project)? has this (name|id)\\b");

    /** The body; an empty object where there is none. */
    public JsonValue json() {
        if (text.isBlank()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException none) {
            throw Failure.failed("the server's answer is no JSON (expected: the API of an Axletree)");
        }
    }

    /** The same, if the server did what it was asked. */
    public Reply orThrow() {
        if (status / 100 == 2) {
            return this;
        }
        String sentence = sentence();
        throw new Failure(meaning(sentence), sentence);
    }

    private Status meaning(String sentence) {
        return switch (status) {
            case 400 -> isTaken(sentence) ? Status.CONFLICT : Status.USAGE;
            case 405, 413, 415, 422 -> Status.USAGE;
            case 401 -> Status.REFUSED;
            case 403 -> text.contains("quotas_exceeded") ? Status.CONFLICT : Status.REFUSED;
            case 404 -> text.contains("\"ErrorCode:DeviceNotOnline;") ? Status.FAILED : Status.NOT_FOUND; // Azure's API
            case 409, 412 -> Status.CONFLICT;
            case 408, 504 -> Status.TIMED_OUT;
            default -> Status.FAILED;
        };
    }

    /** Scaleway's API answers 400 to a name that is taken, like to a wrong one. */
    private static boolean isTaken(String sentence) {
        return TAKEN.matcher(sentence).find();
    }

    /** Why not, in the server's words: one line, whichever of its APIs said it. */
    private String sentence() {
        if (text.stripLeading().startsWith("{")) {
            try {
                JsonObject json = json().asJsonObject();
                if (json.containsKey("error") && json.get("error") instanceof JsonObject error) {
                    return line(error.getString("message", text));
                }
                if (json.containsKey("Message")) {
                    String[] parts = json.getString("Message").split(";", 3);
                    return line(
                            parts.length == 3 ? parts[2] + " (" + parts[0].replace("ErrorCode:", "") + ")" : parts[0]);
                }
                for (String name : new String[] {"message", "error_msg", "error"}) {
                    if (json.containsKey(name)) {
                        return line(json.getString(name) + details(json));
                    }
                }
            } catch (JsonException | ClassCastException | Failure unknown) {
                // Another server's words: told as they are.
            }
        }
        String rest = text.isBlank() ? "" : ": " + line(text.substring(0, Math.min(200, text.length())));
        return "the server answered " + status + rest;
    }

    private static String details(JsonObject json) {
        StringBuilder more = new StringBuilder();
        if (json.get("details") instanceof jakarta.json.JsonArray details) {
            String before = json.getString("message", "");
            for (JsonValue each : details) {
                if (each instanceof JsonObject detail && detail.containsKey("help_message")) {
                    String help = detail.getString("argument_name", "") + ": " + detail.getString("help_message");
                    if (!before.contains(detail.getString("help_message"))) {
                        more.append(more.isEmpty() ? ": " : "; ").append(help);
                    }
                }
            }
        }
        return more.toString();
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}

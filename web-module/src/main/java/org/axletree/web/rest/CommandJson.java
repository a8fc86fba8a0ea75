package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Set;
import org.axletree.hub.command.CommandWish;
import org.axletree.hub.registry.command.DeviceCommand;

/** A command to a device as JSON. */
final class CommandJson {
    static final Set<String> FIELDS =
            Set.of("name", "payload", "service_id", "topic", "operation", "path", "wait_seconds", "respond_seconds");

    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_PAYLOAD = 64 * 1024;
    private static final int LONGEST_WAIT = 7 * 24 * 60 * 60;
    private static final int STANDARD_WAIT = 60 * 60;
    private static final int LONGEST_ANSWER = 300;
    private static final int STANDARD_ANSWER = 30;

    private CommandJson() {}

    static CommandWish wish(JsonBody json) {
        int wait = seconds(json, "wait_seconds", 0, LONGEST_WAIT, STANDARD_WAIT);
        int respond = seconds(json, "respond_seconds", 5, LONGEST_ANSWER, STANDARD_ANSWER);
        for (String name : new String[] {"name", "service_id", "topic", "path"}) {
            json.text(name)
                    .filter(text -> text.length() > LONGEST_NAME)
                    .ifPresent(text -> json.problem(
                            name,
                            "constraint",
                            text.length() + " characters (expected: at most " + LONGEST_NAME + ")"));
        }
        json.any("payload")
                .map(value -> value.toString().length())
                .filter(length -> length > LONGEST_PAYLOAD)
                .ifPresent(length -> json.problem(
                        "payload",
                        "constraint",
                        length + " characters of JSON (expected: at most " + LONGEST_PAYLOAD + ")"));
        CommandWish wish = new CommandWish(
                json.filledText("name"),
                json.any("payload"),
                json.filledText("service_id"),
                json.filledText("topic"),
                json.filledText("operation"),
                json.filledText("path"),
                wait,
                respond);
        json.done();
        return wish;
    }

    private static int seconds(JsonBody json, String name, int least, int most, int standard) {
        long seconds = json.count(name).orElse((long) standard);
        if (seconds < least || seconds > most) {
            json.problem(name, "constraint", seconds + " (expected: " + least + " to " + most + ")");
            return standard;
        }
        return (int) seconds;
    }

    static JsonObject of(DeviceCommand command) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", command.id())
                .add("device_id", command.deviceId())
                .add("hub_id", command.hubId())
                .add("kind", command.order().kind().word())
                .add("name", command.order().name())
                .add("payload", parsed(command.order().payload()))
                .add("state", command.state().word())
                .add("problem", command.problem())
                .add("answer", command.answer().isEmpty() ? JsonValue.NULL : parsed(command.answer()));
        command.answerStatus()
                .ifPresentOrElse(status -> json.add("answer_status", status), () -> json.addNull("answer_status"));
        json.add("created_at", ApiTime.of(command.createdAt())).add("deadline_at", ApiTime.of(command.deadlineAt()));
        command.endedAt()
                .ifPresentOrElse(time -> json.add("ended_at", ApiTime.of(time)), () -> json.addNull("ended_at"));
        return json.build();
    }

    /** What a device answers need not be JSON. */
    private static JsonValue parsed(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (RuntimeException | StackOverflowError none) {
            return Json.createValue(text);
        }
    }
}

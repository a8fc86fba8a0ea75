package org.axletree.cli.command;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.EventStream;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** Nouns that the API has below hubs and devices, as people look for them: events and metrics. */
public final class Shortcuts {
    private Shortcuts() {}

    public static Word event() {
        return Word.group("event", "Events of a hub or a device: list, follow.")
                .with(where(Standard.of(Word.of("list", "Lists events, newest first.", Shortcuts::events)))
                        .option("At most so many.", "--limit"))
                .with(where(Standard.of(Word.of("follow", "Shows events while they happen.", Shortcuts::follow))));
    }

    public static Word metric() {
        return Word.group("metric", "Metrics of a hub or a device: show.")
                .with(where(Standard.of(Word.of("show", "Shows metrics.", Shortcuts::metrics)))
                        .option("How far to look back, as 2026-01-31T00:00:00Z.", "--start-date"));
    }

    private static Word where(Word word) {
        return word.option("The hub.", "--hub", "--hub-id").option("The device.", "--device", "--device-id");
    }

    private static String thing(Call call) {
        Optional<String> hub = call.written("--hub").map(name -> call.names().id("hub_id", name, Optional.empty()));
        return call.written("--device")
                .map(name -> "devices/" + call.names().id("device_id", name, hub))
                .orElseGet(() -> "hubs/"
                        + hub.orElseThrow(
                                () -> Failure.usage("the option --hub is missing (expected: --hub or --device)")));
    }

    private static Status events(Call call) {
        Printer printer = call.printer();
        Connection connection = call.connection();
        int limit = call.number("--limit").orElse(Integer.MAX_VALUE);
        JsonValue all = connection.all(connection.region(thing(call) + "/events"), Map.of(), "events");
        int most = Math.min(limit, all.asJsonArray().size());
        Shown.print(
                printer,
                call,
                "events",
                jakarta.json.Json.createArrayBuilder(all.asJsonArray().subList(0, most))
                        .build(),
                Shown.EVENT);
        return Status.DONE;
    }

    private static Status metrics(Call call) {
        Printer printer = call.printer();
        Connection connection = call.connection();
        Map<String, String> query = new LinkedHashMap<>();
        call.text("--start-date").ifPresent(date -> query.put("start_date", date));
        JsonObject answer = connection
                .get(connection.region(thing(call) + "/metrics") + Connection.query(query))
                .orThrow()
                .json()
                .asJsonObject();
        Shown.print(printer, call, "", printer.isForPeople() ? answer : answer.get("metrics"), List.of("name"));
        return Status.DONE;
    }

    private static Status follow(Call call) {
        Connection connection = call.connection();
        Optional<String> hub = call.written("--hub").map(name -> call.names().id("hub_id", name, Optional.empty()));
        Map<String, String> query = new LinkedHashMap<>();
        call.written("--device")
                .ifPresent(name -> query.put("device", call.names().id("device_id", name, hub)));
        String path = connection.region("hubs/" + hub.orElseThrow(() -> Failure.missing("--hub")) + "/events/stream")
                + Connection.query(query);
        new EventStream(connection, path, 0, call.surroundings()::note)
                .read(() -> call.surroundings().note("Listening; Ctrl-C ends it."), event -> {
                    call.surroundings().out().println(event);
                    call.surroundings().out().flush();
                    return !call.surroundings().out().areLost();
                });
        return Status.DONE;
    }
}

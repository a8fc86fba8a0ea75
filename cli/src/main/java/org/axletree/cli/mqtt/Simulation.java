package org.axletree.cli.mqtt;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axletree.cli.api.Connection;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Standard;
import org.axletree.cli.command.Word;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Pause;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.Tidy;

/** {@code axle device simulate}: many devices that speak for a while, to see a hub at work. */
public final class Simulation {
    private static final Pattern PLACE =
            Pattern.compile("\\{(device|number|count|time|random)(?::(-?\\d+)-(-?\\d+))?}");
    private static final int MOST = 10_000;

    private Simulation() {}

    public static Word word() {
        return Standard.server(Word.of(
                        "simulate",
                        "Lets many devices of a hub speak: makes them, connects them without TLS, and deletes them at the end.",
                        Simulation::run))
                .needs("The hub.", "--hub", "--hub-id")
                .option("How many devices; 10 unless said.", "--count", "-n")
                .option("Messages a second of all together; 10 unless said.", "--rate")
                .option("Seconds; 10 unless said.", "--duration")
                .option("What their names begin with.", "--prefix")
                .option("The topic; {device} and {number} stand for the device's.", "--topic", "-t")
                .option(
                        "The payload; {device}, {number}, {count}, {time} and {random:1-100} are filled in.",
                        "--payload",
                        "-m")
                .option("0, 1 or 2.", "--qos", "-q")
                .option("The server's host for MQTT; that of the API unless said.", "--mqtt-host")
                .option("Its port; 1883 unless said.", "--mqtt-port", "-p")
                .option("mqttv311 or mqttv5.", "-V", "--protocol-version")
                .flag("Leaves the devices there.", "--keep");
    }

    private static Status run(Call call) {
        int count = call.number("--count").orElse(10);
        int rate = call.number("--rate").orElse(10);
        int seconds = call.number("--duration").orElse(10);
        if (count < 1 || count > MOST || rate < 1 || seconds < 1) {
            throw Failure.usage(
                    "--count, --rate or --duration was wrong (expected: 1 or more, and at most " + MOST + " devices)");
        }
        Connection connection = call.connection();
        String hub = call.names().id("hub_id", call.need("--hub"), Optional.empty());
        String prefix = call.text("--prefix").orElse("simulated-");
        String topic = call.text("--topic").orElse("simulated/{device}");
        Topics.topic(filled(topic, prefix, 0, 0));
        List<CompletableFuture<String>> ids = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        return Tidy.run(
                () -> {
                    for (int i = 0; i < count; i++) {
                        String name = prefix + i;
                        // On a thread of its own: a signal breaks off the waiting, and not the call, whose device is to
                        // be deleted.
                        ids.add(CompletableFuture.supplyAsync(() -> device(connection, hub, name)));
                        made(ids.get(i));
                    }
                    for (CompletableFuture<String> id : ids) {
                        Broker broker = broker(call, connection, made(id));
                        Line line = Line.to(broker);
                        Outcome.await(line.connect(), broker);
                        lines.add(line);
                    }
                    call.surroundings().note(count + " devices are connected");
                    return speak(call, prefix, topic, lines, rate, seconds);
                },
                () -> {
                    lines.forEach(Line::disconnect);
                    if (!call.flag("--keep")) {
                        ids.forEach(id -> delete(connection, id));
                    }
                });
    }

    /** Waits for a device. */
    private static String made(CompletableFuture<String> device) {
        try {
            return device.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Failure refused ? refused : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Failure(Status.INTERRUPTED, "interrupted");
        }
    }

    /** Deletes a device, also one that is still being made. */
    private static void delete(Connection connection, CompletableFuture<String> device) {
        try {
            connection.send("DELETE", connection.region("devices/" + device.join()), Optional.empty());
        } catch (CompletionException never) {
            // It was not made.
        }
    }

    private static String device(Connection connection, String hub, String name) {
        JsonObject body = Json.createObjectBuilder()
                .add("name", name)
                .add("hub_id", hub)
                .add("allow_insecure", true)
                .add("description", "simulated")
                .build();
        return connection
                .send("POST", connection.region("devices"), Optional.of(body))
                .orThrow()
                .json()
                .asJsonObject()
                .getJsonObject("device")
                .getString("id");
    }

    private static Broker broker(Call call, Connection connection, String id) {
        return new Broker(
                call.text("--mqtt-host").orElse(connection.profile().url().getHost()),
                call.number("--mqtt-port", 1, 65_535).orElse(1883),
                call.written("--protocol-version").orElse("mqttv5").endsWith("5"),
                id,
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                60,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Status speak(Call call, String prefix, String topic, List<Line> lines, int rate, int seconds) {
        String payload = call.text("--payload").orElse("{\"n\":{count},\"value\":{random:0-100}}");
        int qos = call.number("--qos", 0, 2).orElse(0);
        AtomicLong done = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        long begun = System.nanoTime();
        long all = (long) rate * seconds;
        for (long i = 0; i < all; i++) {
            int number = (int) (i % lines.size());
            String device = prefix + number;
            lines.get(number)
                    .publish(
                            filled(topic, device, number, i),
                            filled(payload, device, number, i).getBytes(StandardCharsets.UTF_8),
                            qos,
                            false,
                            List.<Map.Entry<String, String>>of())
                    .whenComplete((result, failure) -> (failure == null ? done : failed).incrementAndGet());
            long due = begun + (i + 1) * 1_000_000_000L / rate;
            long early = (due - System.nanoTime()) / 1_000_000;
            if (early > 0) {
                Pause.millis(early);
            }
        }
        for (int i = 0; i < 100 && done.get() + failed.get() < all; i++) {
            Pause.millis(100);
        }
        call.surroundings().out().println(done.get() + " messages were said, " + (all - done.get()) + " were not");
        return done.get() == all ? Status.DONE : Status.FAILED;
    }

    private static String filled(String template, String device, int number, long count) {
        Matcher places = PLACE.matcher(template);
        return places.replaceAll(place -> Matcher.quoteReplacement(
                switch (place.group(1)) {
                    case "device" -> device;
                    case "number" -> String.valueOf(number);
                    case "count" -> String.valueOf(count);
                    case "time" -> Instant.now().toString();
                    default -> {
                        long least = place.group(2) == null ? 0 : Long.parseLong(place.group(2));
                        long most = place.group(3) == null ? 100 : Long.parseLong(place.group(3));
                        yield String.valueOf(ThreadLocalRandom.current().nextLong(least, Math.max(least, most) + 1));
                    }
                }));
    }
}

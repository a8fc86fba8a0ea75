package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.Reply;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Pause;

/** Hands devices over, many at once, and notes what the hub says of them. */
final class Batches {
    /** A hub waits with its other changes while so many come. */
    static final int AT_ONCE = 500;

    /** What the API takes at once. */
    private static final int MOST_AT_ONCE = 1_000;

    private static final int BYTES_AT_ONCE = 400_000;

    /** So many batches are under way at once, where there is room for all of them: else the order says who comes. */
    private static final int MOST_SENT = 2;

    /** What the API takes of a body, unless its operator allows more. */
    private static final int MOST_BYTES = 1_048_576;

    private static final String END = "]}";
    private static final int LONGEST_HEAD = 1_800;

    /** Others change the hub, or too many ask: nothing of the batch was done. It is sent again after each of these. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15));

    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    /**
     * What every batch says of itself.
     *
     * @param file what it is called, for the audit log; empty for standard input
     */
    record Origin(String source, String file, boolean dry) {}

    private final Connection connection;
    private final String path;
    private final Origin origin;
    private final ImportReport report;
    private final Set<String> coming = new HashSet<>();
    private final StringBuilder devices = new StringBuilder();
    private int count;
    private int bytes;

    /** The hub works on them while the next batch is read. */
    private final Deque<CompletableFuture<JsonObject>> sent = new ArrayDeque<>();

    /** How many devices more the hub takes, as it said last. */
    private long room;

    Batches(Connection connection, String path, Origin origin, ImportReport report) {
        this.connection = connection;
        this.path = path;
        this.origin = origin;
        this.report = report;
    }

    /** A trial run is told how many devices it would have made before. */
    private String head() {
        JsonObjectBuilder fields =
                Json.createObjectBuilder().add("source", origin.source()).add("dry_run", origin.dry());
        if (!origin.file().isEmpty()) {
            fields.add("file", origin.file());
        }
        if (origin.dry()) {
            fields.add("devices_before", report.createdSoFar());
        }
        String head = fields.build().toString();
        return head.substring(0, head.length() - 1) + ",\"devices\":[";
    }

    /** @return whether a batch was sent */
    boolean add(Source.Entry entry) {
        JsonObject device = origin.dry() && coming.contains(entry.gateway())
                ? Json.createObjectBuilder(entry.device())
                        .add("gateway_comes", true)
                        .build()
                : entry.device();
        String written = device.toString();
        int size = written.getBytes(StandardCharsets.UTF_8).length + 1;
        int most = MOST_BYTES - LONGEST_HEAD - END.length();
        if (size > most) {
            report.skipped(
                    entry.line(),
                    entry.id(),
                    "takes " + size + " bytes (expected: at most " + most + ", as the API takes at once)");
            return false;
        }
        boolean full = bytes + size > most;
        if (full) {
            send();
        }
        entry.notes().forEach(note -> report.noted(entry.line(), entry.id(), note));
        devices.append(count == 0 ? "" : ",").append(written);
        bytes += size;
        count++;
        if (count < AT_ONCE && bytes < BYTES_AT_ONCE) {
            return full;
        }
        send();
        return true;
    }

    /** Hands over what is left, and waits until the hub has answered everything. */
    void end() {
        send();
        awaitAllBut(0);
    }

    private void send() {
        if (count == 0) {
            return;
        }
        awaitAllBut(origin.dry() ? 0 : underWay() - 1);
        byte[] body = (head() + devices + END).getBytes(StandardCharsets.UTF_8);
        devices.setLength(0);
        bytes = 0;
        count = 0;
        sent.add(CompletableFuture.supplyAsync(
                () -> answer(body).orThrow().json().asJsonObject()));
    }

    private Reply answer(byte[] body) {
        Reply reply = connection.send("POST", path, Optional.of(body), Map.of(), true);
        for (Duration pause : PAUSES) {
            if (!passes(reply)) {
                break;
            }
            Pause.millis(pause.toMillis());
            reply = connection.send("POST", path, Optional.of(body), Map.of(), true);
        }
        return reply;
    }

    private static boolean passes(Reply reply) {
        return reply.status() == UNAVAILABLE
                || reply.status() == CONFLICT && reply.text().contains("\"transient_state\"");
    }

    private int underWay() {
        return room >= (long) MOST_SENT * MOST_AT_ONCE ? MOST_SENT : 1;
    }

    private void awaitAllBut(int most) {
        try {
            while (sent.size() > most) {
                note(sent.remove().join());
            }
        } catch (CompletionException failed) {
            awaitTheOthers();
            throw failed.getCause() instanceof Failure failure
                    ? new Failure(failure.status(), failure.getMessage() + "; " + report.soFar())
                    : failed;
        }
    }

    /** What comes of them is told as well. */
    private void awaitTheOthers() {
        for (CompletableFuture<JsonObject> each : sent) {
            each.handle((answer, failed) -> Optional.ofNullable(answer)).join().ifPresent(this::note);
        }
        sent.clear();
    }

    private void note(JsonObject answer) {
        room = answer.getInt("room", 0);
        answer.getJsonArray("created").forEach(each -> {
            String name = each.asJsonObject().getString("name");
            report.created(name);
            coming.add(name);
        });
        answer.getJsonArray("unchanged").forEach(each -> report.unchanged(((JsonString) each).getString()));
        answer.getJsonArray("skipped")
                .getValuesAs(JsonObject.class)
                .forEach(one -> report.skipped(one.getInt("line"), one.getString("name"), one.getString("reason")));
        JsonThings.objects(answer, "noted")
                .forEach(one -> report.noted(one.getInt("line"), one.getString("name"), one.getString("reason")));
    }
}

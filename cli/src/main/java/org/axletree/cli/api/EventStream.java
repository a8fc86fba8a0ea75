package org.axletree.cli.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Pause;
import org.axletree.cli.terminal.Status;

/** Server-sent events: what happens while it happens. A stream that breaks off is taken up where it was. */
public final class EventStream {
    private static final long PAUSE_MILLIS = 1_000;

    /** A server that was killed needs a while to be back. */
    private static final int MOST_FAILURES = 300;

    private final Connection connection;
    private final String path;
    private final long silenceNanos;
    private final Consumer<String> notes;
    private Optional<String> last = Optional.empty();
    private long heard;

    /**
     * @param silenceSeconds after which there is an end; 0 for never
     * @param notes is told, for people, what is missing
     */
    public EventStream(Connection connection, String path, int silenceSeconds, Consumer<String> notes) {
        this.connection = connection;
        this.path = path;
        this.silenceNanos = silenceSeconds * 1_000_000_000L;
        this.notes = notes;
    }

    /**
     * Reads until the reader has enough.
     *
     * @param listening called once, when the server streams
     * @param reader says whether it wants more
     */
    public void read(Runnable listening, Predicate<JsonObject> reader) {
        boolean begun = false;
        int failures = 0;
        heard = System.nanoTime();
        while (true) {
            Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "text/event-stream"));
            last.ifPresent(id -> headers.put("Last-Event-ID", id));
            try (InputStream in = connection.stream(path, headers);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                if (!begun) {
                    listening.run();
                    begun = true;
                }
                failures = 0;
                if (!events(lines, reader)) {
                    return;
                }
            } catch (IOException broken) {
                // Taken up again below.
            } catch (Failure refused) {
                if (!begun || refused.status() != Status.FAILED || ++failures > MOST_FAILURES) {
                    throw refused;
                }
            }
            Pause.millis(PAUSE_MILLIS);
        }
    }

    /** Whether more is wanted. */
    private boolean events(BufferedReader lines, Predicate<JsonObject> reader) throws IOException {
        StringBuilder data = new StringBuilder();
        String name = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty() && name.isEmpty()) {
                    heard = System.nanoTime();
                    if (!reader.test(json(data.toString()))) {
                        return false;
                    }
                }
                if (name.equals("gap")) {
                    notes.accept("axle: something passed that the stream does not show");
                }
                if (name.equals("end")) {
                    throw Failure.failed("the server ended the stream: " + data);
                }
                data.setLength(0);
                name = "";
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("id:")) {
                last = Optional.of(line.substring(3).strip());
            }
            if (silenceNanos > 0 && System.nanoTime() - heard > silenceNanos) {
                return false;
            }
        }
        return true;
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}

package org.axletree.web.live;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.axletree.hub.live.Glimpse;
import org.axletree.hub.live.Numbered;
import org.axletree.hub.live.Watch;

/**
 * What somebody watches, as server-sent events (HTML Living Standard, section 9.2): one without a name for each thing that is
 * seen, with the id to resume at; {@code gap} where something was missed; {@code end} with the reason where nothing more comes.
 * Takes its thread for as long as it goes on.
 */
public final class EventStream<T> implements AutoCloseable {
    public static final String MEDIA_TYPE = "text/event-stream";

    /** So often a silent stream says that it is there, and it is looked whether the reader still is, and still may read. */
    private static final long PULSE_MILLIS = 5_000;

    private final Watch<T> watch;
    private final Function<Numbered<T>, JsonObject> json;
    private final BooleanSupplier allowed;

    /** @param allowed whether the reader may still read; asked every few seconds */
    public EventStream(Watch<T> watch, Function<Numbered<T>, JsonObject> json, BooleanSupplier allowed) {
        this.watch = watch;
        this.json = json;
        this.allowed = allowed;
    }

    /** Ends when there is nothing more to come, or by an exception when the reader has gone. */
    public void writeTo(StreamReader reader) throws IOException {
        try {
            reader.comment("listening");
            write(reader);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(StreamReader reader) throws IOException, InterruptedException {
        long checkedAt = System.nanoTime();
        while (true) {
            Glimpse<T> glimpse = watch.next(PULSE_MILLIS);
            if (glimpse.missed()) {
                reader.notice("gap", said("message", "something passed that this stream does not show"));
            }
            for (Numbered<T> seen : glimpse.found()) {
                reader.seen(seen.id(), json.apply(seen).toString());
            }
            if (glimpse.ended().isPresent()) {
                reader.notice("end", said("reason", glimpse.ended().get().label()));
                return;
            }
            long now = System.nanoTime();
            if (now - checkedAt >= TimeUnit.MILLISECONDS.toNanos(PULSE_MILLIS)) {
                checkedAt = now;
                if (!allowed.getAsBoolean()) {
                    reader.notice("end", said("reason", "unauthenticated"));
                    return;
                }
                reader.comment("listening");
            }
        }
    }

    private static String said(String name, String value) {
        return Json.createObjectBuilder().add(name, value).build().toString();
    }

    @Override
    public void close() {
        watch.close();
    }
}

package org.axletree.web.rest;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.axletree.web.live.StreamReader;

/** A reader behind the API's own server-sent events. */
record SinkReader(SseEventSink sink, Sse sse) implements StreamReader {

    @Override
    public void comment(String text) throws IOException {
        send(sse.newEventBuilder().comment(text));
    }

    @Override
    public void seen(String id, String data) throws IOException {
        send(sse.newEventBuilder().id(id).data(data));
    }

    @Override
    public void notice(String name, String data) throws IOException {
        send(sse.newEventBuilder().name(name).data(data));
    }

    private void send(OutboundSseEvent.Builder event) throws IOException {
        if (sink.isClosed()) {
            throw new IOException("the reader has gone");
        }
        try {
            sink.send(event.build()).toCompletableFuture().join();
        } catch (CompletionException | IllegalStateException gone) {
            throw new IOException("the reader has gone", gone);
        }
    }
}

package org.axletree.web.live;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.history.HubEvent;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.live.LiveMessage;

/** Begins streams, and has each written by a thread of its own: as many as {@code LIVE_STREAMS} says. */
@ApplicationScoped
public class LiveStreams {
    private static final Logger LOG = Logger.getLogger(LiveStreams.class.getName());

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private LiveFeed feed;

    /** What of a hub somebody wants to see. */
    public record Wish(
            String hubId,
            Optional<String> device,
            Optional<TopicFilter> topic,
            Optional<Instant> since,
            boolean dropped,
            Optional<String> lastId) {}

    /** @throws org.axletree.hub.registry.ProblemException if too many streams are read already */
    public EventStream<LiveMessage> messages(Wish wish, BooleanSupplier allowed) {
        Predicate<LiveMessage> wanted = message -> (wish.dropped()
                        || message.dropped().isEmpty())
                && wish.device().map(device -> isOf(message, device)).orElse(true)
                && wish.topic().map(filter -> filter.matches(message.topic())).orElse(true);
        return new EventStream<>(
                feed.watchMessages(wish.hubId(), wish.lastId(), wish.since(), wanted), LiveJson::message, allowed);
    }

    private static boolean isOf(LiveMessage message, String device) {
        return message.deviceId().equals(device) || message.deviceName().equals(device);
    }

    /** @throws org.axletree.hub.registry.ProblemException if too many streams are read already */
    public EventStream<HubEvent> events(Wish wish, BooleanSupplier allowed) {
        Predicate<HubEvent> wanted =
                event -> wish.device().map(event.deviceId()::equals).orElse(true);
        return new EventStream<>(
                feed.watchEvents(wish.hubId(), wish.lastId(), wish.since(), wanted), LiveJson::event, allowed);
    }

    /** Has the stream written elsewhere; it is closed whatever becomes of it. */
    public <T> void begin(EventStream<T> stream, Consumer<EventStream<T>> writing) {
        Thread thread = threads.newThread(() -> {
            try (stream) {
                writing.accept(stream);
            } catch (RuntimeException failure) { // the application goes away under it, most likely
                LOG.log(Level.FINE, "A stream ended", failure);
            }
        });
        thread.setName("live-stream");
        thread.start();
    }
}

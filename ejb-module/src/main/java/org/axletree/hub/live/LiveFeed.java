package org.axletree.hub.live;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Screening;
import org.axletree.core.door.Sender;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.history.HubEvent;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.settings.HubSettings;

/**
 * The messages and events of hubs while they happen, for whoever watches. Where nobody does, a message costs the question
 * whether somebody does; where somebody does, a copy of it.
 *
 * <p>A message is seen when it was screened, which is before its routes have committed it.
 */
@ApplicationScoped
public class LiveFeed {
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final AtomicLong sweptAt = new AtomicLong(System.nanoTime());
    private Seats seats;
    private Tapes<LiveMessage> messages;
    private Tapes<HubEvent> events;

    /** For the container's proxy. */
    protected LiveFeed() {}

    @Inject
    public LiveFeed(HubSettings settings) {
        this(settings.limit(HubLimit.LIVE_STREAMS), settings.limit(HubLimit.LIVE_BYTES_PER_HUB), Clock.systemUTC());
    }

    LiveFeed(int most, long mostBytesOfAHub, Clock clock) {
        this.seats = new Seats(most);
        this.messages = new Tapes<>(most, mostBytesOfAHub, clock);
        this.events = new Tapes<>(most, mostBytesOfAHub, clock);
    }

    /** Shows messages that were screened. Called on event loops: never waits for whoever watches. */
    public void show(List<? extends Publication> batch, Screening[] screenings) {
        if (messages.isEmpty()) {
            return;
        }
        for (int i = 0; i < screenings.length; i++) {
            Publication publication = batch.get(i);
            Optional<Tape<LiveMessage>> tape =
                    messages.find(publication.sender().hubId());
            if (tape.isPresent()) {
                show(tape.get(), publication, screenings[i]);
            }
        }
        sweep();
    }

    private static void show(Tape<LiveMessage> tape, Publication publication, Screening screening) {
        Sender sender = publication.sender();
        if (screening instanceof Screening.Asked
                || sender instanceof Sender.Hub
                        && publication.topic().startsWith("$")) { // an event: it has its own tape
            return;
        }
        Message passed = screening instanceof Screening.Rewritten rewritten ? rewritten.canonical() : publication;
        Optional<Reason> why =
                screening instanceof Screening.Dropped dropped ? Optional.of(dropped.reason()) : Optional.empty();
        LiveMessage message = LiveMessage.of(sender, passed, why);
        tape.add(message, message.bytes());
    }

    /** Shows an event. Never waits for whoever watches. */
    public void show(HubEvent event) {
        if (!events.isEmpty()) {
            int texts = event.packet().length() + event.deviceName().length();
            events.find(event.hubId()).ifPresent(tape -> tape.add(event, 500 + 2 * texts));
            sweep();
        }
    }

    /** Nobody pays for a tape for longer than some seconds after the minute in which it might be asked for again. */
    private void sweep() {
        long now = System.nanoTime();
        long before = sweptAt.get();
        if (now - before > SWEEP_NANOS && sweptAt.compareAndSet(before, now)) {
            messages.letGo(false);
            events.letGo(false);
        }
    }

    /**
     * Watches the messages of a hub.
     *
     * @param lastId the last that was seen before; empty for whoever has seen none
     * @param since shows what is still known of what was received from then on; empty for what comes from now on
     * @throws org.axletree.hub.registry.ProblemException if too many watch
     */
    public Watch<LiveMessage> watchMessages(
            String hubId, Optional<String> lastId, Optional<Instant> since, Predicate<LiveMessage> wanted) {
        Optional<Instant> from = since.map(LiveFeed::inMillis);
        Predicate<LiveMessage> recent =
                message -> from.isEmpty() || !message.time().isBefore(from.get());
        return watch(messages, hubId, lastId, since, recent.and(wanted));
    }

    /**
     * Somebody is about to watch the messages of a hub, as a page does that is just made: what is said from now on is still known
     * when the watch begins, if that is within a minute.
     */
    public void expectWatch(String hubId) {
        messages.enter(hubId).leave(System.nanoTime());
    }

    /** Watches the events of a hub, likewise. */
    public Watch<HubEvent> watchEvents(
            String hubId, Optional<String> lastId, Optional<Instant> since, Predicate<HubEvent> wanted) {
        Optional<Instant> from = since.map(LiveFeed::inMillis);
        Predicate<HubEvent> recent = event -> from.isEmpty() || !event.time().isBefore(from.get());
        return watch(events, hubId, lastId, since, recent.and(wanted));
    }

    /** Messages and events have no finer time: one of the same millisecond came after it, or may have. */
    private static Instant inMillis(Instant since) {
        return since.truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> Watch<T> watch(
            Tapes<T> tapes, String hubId, Optional<String> lastId, Optional<Instant> since, Predicate<T> wanted) {
        Runnable leave = seats.take(Caller.current());
        Tape<T> tape = tapes.enter(hubId);
        return new Watch<>(tape, lastId, since.isPresent(), wanted, () -> {
            tape.leave(System.nanoTime());
            leave.run();
        });
    }

    /** A hub is gone. */
    public void end(String hubId, Reason reason) {
        messages.end(hubId, reason);
        events.end(hubId, reason);
    }

    @PreDestroy
    void endAll() {
        messages.endAll(Reason.SHUTTING_DOWN);
        events.endAll(Reason.SHUTTING_DOWN);
    }
}

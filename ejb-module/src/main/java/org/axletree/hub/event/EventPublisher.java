package org.axletree.hub.event;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Notice;
import org.axletree.core.door.Sender;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.door.Doors;
import org.axletree.hub.exchange.Exchange;
import org.axletree.hub.exchange.Outcome;
import org.axletree.hub.history.HubEvent;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.hub.HubEventSettings;
import org.axletree.hub.settings.HubSettings;

/**
 * Says events to those who subscribed to them, and to routes (scaleway.md I1, D13). Whoever tells of an event may be an event
 * loop: it is only put into a queue, and one thread at a time empties that.
 *
 * <p>An event makes no event: neither the routes' trouble with one nor one too many is told by another.
 */
@ApplicationScoped
public class EventPublisher {
    private static final Logger LOG = Logger.getLogger(EventPublisher.class.getName());

    /** Events that are not said yet. More are in the hub's history only. */
    private static final int MOST_UNSAID = 10_000;

    private final ArrayBlockingQueue<HubEvent> unsaid = new ArrayBlockingQueue<>(MOST_UNSAID);
    private final AtomicBoolean speaking = new AtomicBoolean();
    private final ConcurrentHashMap<String, Optional<HubEventSettings>> hubs = new ConcurrentHashMap<>();

    @Resource
    private ManagedExecutorService executor;

    private HubDirectory directory;
    private HubHistory history;
    private Doors doors;
    private Exchange exchange;
    private boolean sourceFirst;

    /** For the container's proxy. */
    protected EventPublisher() {}

    @Inject
    public EventPublisher(
            HubDirectory directory, HubHistory history, Doors doors, Exchange exchange, HubSettings settings) {
        this.directory = directory;
        this.history = history;
        this.doors = doors;
        this.exchange = exchange;
        this.sourceFirst = settings.eventTopicsSourceFirst();
    }

    /** Never blocks. */
    void tell(HubEvent event) {
        if (event.hubId().equals(HubHistory.UNKNOWN_HUB)) {
            return;
        }
        if (!unsaid.offer(event)) {
            lose(event);
        }
        speakSoon();
    }

    /** The hub's settings are others now, or the hub is gone. */
    public void forget(String hubId) {
        hubs.remove(hubId);
    }

    /** The hub's list of events has it, and tells that it was not said. */
    private void lose(HubEvent event) {
        history.unsaid(event.hubId());
        history.add(new Notice(
                event.hubId(),
                event.deviceId(),
                Reason.BUSY,
                "EVENT " + event.reason().label(),
                ""));
    }

    private void speakSoon() {
        if (speaking.compareAndSet(false, true)) {
            try {
                execute(this::speak);
            } catch (RejectedExecutionException stopping) {
                speaking.set(false);
            }
        }
    }

    /** Soon, and elsewhere: by the container, unless a test has another way. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    private void speak() {
        try {
            for (HubEvent next = unsaid.poll(); next != null; next = unsaid.poll()) {
                say(next);
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "An event could not be said", failure);
        } finally {
            speaking.set(false);
        }
        if (!unsaid.isEmpty()) { // somebody came after the last poll and saw that somebody speaks
            speakSoon();
        }
    }

    private void say(HubEvent event) {
        Optional<HubEventSettings> hub = hubs.computeIfAbsent(event.hubId(), directory::eventsOf);
        if (hub.isEmpty()) {
            hubs.remove(event.hubId()); // a hub that is gone must not stay here
        } else if (hub.get().wanted()) {
            publish(event, hub.get());
        }
    }

    private void publish(HubEvent event, HubEventSettings hub) {
        HubMessage message = EventMessage.of(event, hub.topicPrefix(), sourceFirst);
        if (event.reason().concernsRoute() && !event.object().isRoute()) {
            // What a device could not bring into a route is not offered to it again: it would fill it with complaints.
            if (!doors.publish(event.hubId(), message)) {
                lose(event);
            }
            return;
        }
        exchange.publish(sender(event, hub), message).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Refused refused) {
                lose(event);
                if (refused.reason() != Reason.BUSY) {
                    doors.publish(event.hubId(), message); // whoever listens is not to suffer from a route
                }
            }
        });
    }

    /** A route does not hear what is told of it (scaleway.md H5). */
    private static Sender sender(HubEvent event, HubEventSettings hub) {
        HubEvent.Subject object = event.object();
        return object.isRoute()
                ? Sender.Hub.aboutRoute(event.hubId(), hub.hubName(), object.id(), object.name())
                : new Sender.Hub(event.hubId(), hub.hubName(), event.deviceId(), event.deviceName());
    }
}

package org.axletree.hub.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Screening;
import org.axletree.core.door.Sender;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;

/**
 * Lets somebody look at the messages of a hub or a device while they are said. Told of every message by the dispatcher, on event
 * loops; while nobody looks that is one glance at a field.
 */
@ApplicationScoped
public class LiveMessages {
    /** More hubs and devices than these are not looked at at once; the one that was read longest ago makes room. */
    private static final int MOST_FEEDS = 500;
    /** A larger payload is not copied for looking at. */
    static final int MOST_PAYLOAD = 128 * 1024;

    private static final byte[] NOTHING = {};
    private static final long SWEEP_MILLIS = 5_000;

    private final ConcurrentHashMap<String, LiveFeed> feeds = new ConcurrentHashMap<>();
    private final LiveNumbers numbers = new LiveNumbers(System.currentTimeMillis());
    private volatile boolean watched;
    private volatile long sweptAt;

    /** Whatever is said in a hub, and by it. */
    public LiveFeed ofHub(String hubId) {
        return feed(hubId);
    }

    /** What a device says, and what is said about it. */
    public LiveFeed ofDevice(String deviceId) {
        return feed(deviceId);
    }

    private LiveFeed feed(String id) {
        long now = System.currentTimeMillis();
        LiveFeed feed = feeds.get(id);
        if (feed == null) {
            sweep(now);
            if (feeds.size() >= MOST_FEEDS) {
                feeds.entrySet().stream()
                        .min(Comparator.comparingLong(each -> each.getValue().readAt()))
                        .map(Map.Entry::getKey)
                        .ifPresent(feeds::remove);
            }
            feed = feeds.computeIfAbsent(id, any -> new LiveFeed(now));
        }
        watched = true;
        return feed;
    }

    /** Whether somebody looks at anything. */
    public boolean isWatched() {
        return watched;
    }

    /** A message, and what became of it. */
    public void see(Sender sender, Message message, Screening screening) {
        long now = message.receivedAt();
        if (now - sweptAt > SWEEP_MILLIS) {
            sweep(now);
        }
        String deviceId = deviceOf(sender);
        add(feeds.get(sender.hubId()), deviceId, sender, message, screening);
        if (!deviceId.isEmpty()) {
            add(feeds.get(deviceId), deviceId, sender, message, screening);
        }
    }

    private void add(LiveFeed feed, String deviceId, Sender sender, Message message, Screening screening) {
        if (feed != null) {
            Message seen = screening instanceof Screening.Rewritten rewritten ? rewritten.canonical() : message;
            feed.add(
                    message.receivedAt(),
                    numbers,
                    number -> made(number, deviceId, sender, seen, message, refusal(screening)));
        }
    }

    private static LiveMessage made(
            long number, String deviceId, Sender sender, Message seen, Message came, Optional<Reason> refused) {
        int size = seen.payloadSize();
        return new LiveMessage(
                number,
                Instant.ofEpochMilli(came.receivedAt()),
                sender.hubId(),
                deviceId,
                sender instanceof Sender.Network network ? network.networkId() : "",
                seen.topic(),
                seen.qos(),
                seen.retain(),
                size,
                size <= MOST_PAYLOAD ? seen.payload() : NOTHING,
                refused);
    }

    private static Optional<Reason> refusal(Screening screening) {
        return screening instanceof Screening.Dropped dropped ? Optional.of(dropped.reason()) : Optional.empty();
    }

    private static String deviceOf(Sender sender) {
        if (sender instanceof Admission.Admitted device) {
            return device.identity().deviceId();
        }
        return sender instanceof Sender.Hub hub ? hub.deviceId() : "";
    }

    /** Forgets what nobody looks at any more. */
    private void sweep(long nowMillis) {
        sweptAt = nowMillis;
        feeds.values().removeIf(feed -> feed.isForgotten(nowMillis));
        watched = !feeds.isEmpty();
    }
}

package org.axletree.hub.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.axletree.core.door.Notice;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.settings.HubSettings;

/**
 * What was refused, dropped and closed lately, by hub: the last {@link HubLimit#NOTICES_PER_HUB} of each. Lives in memory;
 * adding never blocks.
 */
@ApplicationScoped
public class HubHistory {
    /** The hub of connections of which nobody knows whose they are. */
    public static final String UNKNOWN_HUB = "";

    /** More hubs than this have no history: a bound for the memory, far beyond the quotas of scaleway.md K3. */
    private static final int MOST_HUBS = 10_000;

    /** More than these that nobody wrote down yet are only remembered. */
    private static final int MOST_UNWRITTEN = 10_000;

    private final ArrayBlockingQueue<HubEvent> unwritten = new ArrayBlockingQueue<>(MOST_UNWRITTEN);
    /** How many were not written down since their hub was last told. */
    private final ConcurrentHashMap<String, Long> untold = new ConcurrentHashMap<>();

    private final HubCounts unlisted = new HubCounts();
    private final HubCounts unsaid = new HubCounts();
    /** So many a millisecond may come before a restart would repeat a number. */
    private static final long NUMBERS_A_MILLISECOND = 1_000;

    private final AtomicLong numbers;
    private final ConcurrentHashMap<String, EventRing> rings = new ConcurrentHashMap<>();
    /** What strangers made happen has a ring and a rate of its own, and pushes nothing else out. */
    private final ConcurrentHashMap<String, EventRing> strangers = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<String, StrangerRate> strangerRates = new ConcurrentHashMap<>();
    private final int noticesPerHub;
    private final Clock clock;

    /** For the container's proxy. */
    protected HubHistory() {
        this(1, Clock.systemUTC());
    }

    @Inject
    public HubHistory(HubSettings settings) {
        this(settings.limit(HubLimit.NOTICES_PER_HUB), Clock.systemUTC());
    }

    HubHistory(int noticesPerHub, Clock clock) {
        this.noticesPerHub = noticesPerHub;
        this.clock = clock;
        this.numbers = new AtomicLong(clock.millis() * NUMBERS_A_MILLISECOND);
    }

    /** An event, with a number that grows from one to the next, over restarts too. */
    public record Numbered(long number, HubEvent event) {}

    /** Notes what happened, and answers what was kept. */
    public Optional<HubEvent> add(Notice notice) {
        return add(notice, "");
    }

    /**
     * Notes what happened.
     *
     * @param deviceName the device's name, where the event shall tell it; else empty
     * @return what was kept; empty if it was one too many of its kind
     */
    public Optional<HubEvent> add(Notice notice, String deviceName) {
        HubEvent event = new HubEvent(
                notice.hubId(),
                clock.instant(),
                HubEvent.severityOf(notice.reason()),
                notice.route()
                        .map(route -> HubEvent.Subject.route(route.id(), route.name()))
                        .orElseGet(() -> HubEvent.Subject.device(notice.deviceId(), deviceName)),
                notice.reason(),
                notice.packet(),
                notice.remoteAddress());
        Optional<HubEvent> added = ringOf(event.ofStranger() ? strangers : rings, notice.hubId())
                .flatMap(ring -> ring.add(notice, event, numbers::incrementAndGet));
        if (added.isEmpty()) {
            return Optional.empty();
        }
        HubEvent kept = added.get();
        if (kept.ofStranger() && !rateOf(notice.hubId()).allows(clock.millis())) {
            unlisted.count(notice.hubId());
            return Optional.empty();
        }
        if (!notice.hubId().equals(UNKNOWN_HUB) && !unwritten.offer(kept)) {
            unlisted.count(notice.hubId());
            untold.merge(notice.hubId(), 1L, Long::sum);
        }
        return Optional.of(kept);
    }

    private Optional<EventRing> ringOf(ConcurrentHashMap<String, EventRing> all, String hubId) {
        EventRing ring = all.get(hubId);
        if (ring == null) {
            if (all.size() >= MOST_HUBS) {
                unlisted.count(UNKNOWN_HUB);
                return Optional.empty();
            }
            ring = all.computeIfAbsent(hubId, id -> new EventRing(noticesPerHub));
        }
        return Optional.of(ring);
    }

    private StrangerRate rateOf(String hubId) {
        return strangerRates.computeIfAbsent(hubId, id -> new StrangerRate(clock.millis()));
    }

    /**
     * Hands out what hubs' owners should find after a restart, oldest first, until the target holds so many. Where there was
     * more than could wait, one last event tells how much.
     */
    public void takeUnwritten(Collection<HubEvent> target, int most) {
        unwritten.drainTo(target, Math.max(0, most - target.size()));
        for (String hubId : untold.keySet()) {
            if (target.size() >= most) {
                return;
            }
            Long missing = untold.remove(hubId);
            if (missing != null) {
                target.add(gap(hubId, missing));
            }
        }
    }

    private HubEvent gap(String hubId, long missing) {
        String what = "EVENTS " + missing + " more, too many at once to write down";
        return new HubEvent(
                hubId,
                clock.instant(),
                HubEvent.severityOf(Reason.BUSY),
                HubEvent.Subject.UNKNOWN_DEVICE,
                Reason.BUSY,
                what,
                "");
    }

    /** An event was not said to those who subscribed, or not put into the queue of a route. */
    public void unsaid(String hubId) {
        unsaid.count(hubId);
    }

    /** Events that are not in the list of their hub, by hub. */
    public Map<String, Long> unlistedByHub() {
        return unlisted.byHub();
    }

    /** Events that did not reach a subscriber or a route, by hub. */
    public Map<String, Long> unsaidByHub() {
        return unsaid.byHub();
    }

    /** The events of a hub, newest first; {@link #UNKNOWN_HUB} for those that belong to none. */
    public List<HubEvent> newestFirst(String hubId) {
        return kept(hubId)
                .sorted(Comparator.comparingLong(EventRing.Kept::number).reversed())
                .map(EventRing.Kept::event)
                .toList();
    }

    /** What happened in a hub after an event, oldest first; the newest ones if there are more than so many. */
    public List<Numbered> since(String hubId, long number, int most) {
        List<Numbered> later = kept(hubId)
                .filter(kept -> kept.number() > number)
                .sorted(Comparator.comparingLong(EventRing.Kept::number))
                .map(kept -> new Numbered(kept.number(), kept.event()))
                .toList();
        return later.subList(Math.max(0, later.size() - most), later.size());
    }

    private Stream<EventRing.Kept> kept(String hubId) {
        return Stream.of(rings, strangers)
                .flatMap(all -> Optional.ofNullable(all.get(hubId)).stream())
                .flatMap(ring -> ring.newestFirst().stream());
    }

    /** Forgets a hub that is gone. */
    public void forget(String hubId) {
        rings.remove(hubId);
        strangers.remove(hubId);
        strangerRates.remove(hubId);
        untold.remove(hubId);
        unlisted.forget(hubId);
        unsaid.forget(hubId);
    }
}

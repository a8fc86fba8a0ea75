package org.axletree.hub.delivery.log;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What waits for each route, and what waits for all of a hub's together. */
final class Backlogs {
    private final LogBounds bounds;
    private final MemoryShare memory;
    private final ConcurrentHashMap<String, RouteBacklog> routes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, AtomicLong> bytesByHub = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /** The highest number that was given away. */
    private volatile long lastNumber;

    Backlogs(LogBounds bounds, long lastNumber) {
        this.bounds = bounds;
        this.memory = new MemoryShare(bounds.memoryBytes());
        this.lastNumber = lastNumber;
    }

    RouteBacklog of(String hubId, String routeId) {
        RouteBacklog known = routes.get(routeId);
        return known != null
                ? known
                : routes.computeIfAbsent(routeId, id -> new RouteBacklog(id, hubId, memory, lastNumber));
    }

    Optional<RouteBacklog> of(String routeId) {
        return Optional.ofNullable(routes.get(routeId));
    }

    List<RouteBacklog> all() {
        return List.copyOf(routes.values());
    }

    void remove(String routeId) {
        RouteBacklog gone = routes.remove(routeId);
        if (gone != null) {
            gone.forget(0);
        }
    }

    /**
     * Why these cannot be written now; null if they can.
     *
     * @param routesToo whether a route that has as much as may wait is a reason
     */
    Reason refusalOf(List<RoutedPublication> batch, boolean routesToo) {
        if (bytes.get() >= bounds.bytes()) {
            return Reason.ROUTE_LOG_FULL;
        }
        RouteSet seen = null;
        for (RoutedPublication routed : batch) {
            if (routed.routes() != seen) {
                seen = routed.routes();
                Reason refusal = refusalOf(seen, routesToo);
                if (refusal != null) {
                    return refusal;
                }
            }
        }
        return null;
    }

    private Reason refusalOf(RouteSet set, boolean routesToo) {
        AtomicLong ofHub = bytesByHub.get(set.hubId());
        if (ofHub != null && ofHub.get() >= bounds.bytesPerHub()) {
            return Reason.ROUTE_LOG_FULL;
        }
        if (routesToo) {
            for (String routeId : set.routeIds()) {
                if (of(set.hubId(), routeId).room() <= 0) {
                    return Reason.ROUTE_BACKLOG_FULL;
                }
            }
        }
        return null;
    }

    /** Whether one of these routes has more than may wait, and does not give it up. */
    boolean areOverfull(RouteSet set) {
        for (String routeId : set.routeIds()) {
            RouteBacklog route = routes.get(routeId);
            if (route != null && route.room() < 0) {
                return true;
            }
        }
        return false;
    }

    /** A block was committed. */
    void append(LogBlock block) {
        lastNumber = block.number();
        for (String routeId : block.routeIds()) {
            RouteBacklog route = of(block.hubId(), routeId);
            count(route, block.bytes());
            route.append(block);
        }
    }

    /** What waits for a route is more, or less, by so many bytes. */
    void count(RouteBacklog route, long more) {
        bytes.addAndGet(more);
        bytesByHub.computeIfAbsent(route.hubId(), id -> new AtomicLong()).addAndGet(more);
    }

    long bytes() {
        return bytes.get();
    }

    /** Whether one of these routes, other than one, still needs a block. */
    boolean need(LogBlock block, RouteBacklog other) {
        for (String routeId : block.routeIds()) {
            if (!routeId.equals(other.routeId())) {
                RouteBacklog route = routes.get(routeId);
                if (route != null && route.needs(block.number())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Takes away what a write left that failed: nobody was told of it. */
    void clearFrom(WriteBatch batch, long number) throws RocksDBException {
        batch.deleteRange(LogKeys.block(number), LogKeys.block(Long.MAX_VALUE));
        for (String routeId : routes.keySet()) {
            batch.deleteRange(LogKeys.waiting(routeId, number), LogKeys.waiting(routeId, Long.MAX_VALUE));
        }
    }
}

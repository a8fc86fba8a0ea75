package org.axletree.hub.delivery;

import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How often something happened to each route, told at the first time and then once a minute at most: what befalls every message is
 * no event for every message. A route for which nothing happened for an hour is forgotten.
 */
final class MinuteTally {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final long FORGOTTEN = TimeUnit.HOURS.toNanos(1);
    private static final int MANY = 1_000;

    private final ConcurrentHashMap<String, Told> routes = new ConcurrentHashMap<>();

    /** @param untold how often since then */
    private record Told(long at, long untold) {}

    /**
     * It happened again.
     *
     * @param now of {@link System#nanoTime()}
     * @return what is to be told now, with what was not told before; empty if nothing is
     */
    OptionalLong note(String routeId, long times, long now) {
        if (routes.size() > MANY) {
            routes.values().removeIf(told -> now - told.at() > FORGOTTEN);
        }
        long[] tell = {0};
        routes.compute(routeId, (id, told) -> {
            if (told == null || now - told.at() >= MINUTE) {
                tell[0] = times + (told == null ? 0 : told.untold());
                return new Told(now, 0);
            }
            return new Told(told.at(), told.untold() + times);
        });
        return tell[0] == 0 ? OptionalLong.empty() : OptionalLong.of(tell[0]);
    }
}

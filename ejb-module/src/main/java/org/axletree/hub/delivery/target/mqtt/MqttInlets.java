package org.axletree.hub.delivery.target.mqtt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axletree.hub.delivery.target.SourceReports;
import org.axletree.hub.registry.route.Route;

/** An inlet for each route that brings messages in, as long as it is as it is. One that is paused has none: its session collects. */
final class MqttInlets implements AutoCloseable {
    private final BiFunction<Route, SourceReports, MqttInlet> opening;
    private final Map<String, MqttInlet> open = new HashMap<>();

    MqttInlets(BiFunction<Route, SourceReports, MqttInlet> opening) {
        this.opening = opening;
    }

    synchronized void follow(List<Route> routes, SourceReports reports) {
        Map<String, Route> wanted = routes.stream().collect(Collectors.toMap(Route::id, Function.identity()));
        open.values().removeIf(inlet -> {
            Optional<Route> now = Optional.ofNullable(wanted.get(inlet.route().id()));
            if (now.isEmpty()) {
                inlet.forget();
                return true;
            }
            boolean other = now.get().paused() || !isTheSame(now.get(), inlet.route());
            if (other) {
                inlet.close();
            }
            return other;
        });
        wanted.values().stream()
                .filter(route -> !route.paused())
                .forEach(route -> open.computeIfAbsent(route.id(), id -> opening.apply(route, reports)));
    }

    private static boolean isTheSame(Route now, Route before) {
        return now.configuration().equals(before.configuration())
                && now.topic().equals(before.topic())
                && now.name().equals(before.name());
    }

    @Override
    public synchronized void close() {
        open.values().forEach(MqttInlet::close);
        open.clear();
    }
}

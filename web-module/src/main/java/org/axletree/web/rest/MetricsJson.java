package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.metrics.MetricSeries;

/** Metrics in the shape that Scaleway's SDKs read: a point is a pair of time and value (scaleway.md 0.8). */
final class MetricsJson {
    static final Set<String> ARGUMENTS = Set.of("start_date");

    private MetricsJson() {}

    /** How far to look back, where that is all that is asked. */
    static Optional<Instant> start(UriInfo uri) {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), ARGUMENTS);
        Optional<Instant> start = arguments.time("start_date");
        arguments.done();
        return start;
    }

    static JsonObject of(List<MetricSeries> metrics) {
        JsonArrayBuilder series = Json.createArrayBuilder();
        metrics.forEach(metric -> series.add(of(metric)));
        return Json.createObjectBuilder().add("metrics", series).build();
    }

    private static JsonObjectBuilder of(MetricSeries metric) {
        JsonArrayBuilder points = Json.createArrayBuilder();
        metric.points()
                .forEach(point -> points.add(
                        Json.createArrayBuilder().add(ApiTime.of(point.time())).add(point.value())));
        return Json.createObjectBuilder()
                .add("name", metric.name())
                .add("points", points)
                .add("metadata", Json.createObjectBuilder());
    }
}

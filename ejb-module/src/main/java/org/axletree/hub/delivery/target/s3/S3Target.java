package org.axletree.hub.delivery.target.s3;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.RouteTarget;
import org.axletree.hub.delivery.target.ShownPayload;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.delivery.target.TargetProblems;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.RouteConfiguration;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Object stores (docs/reference/dialects/scaleway.md H1 and H4). */
@ApplicationScoped
public class S3Target implements RouteTarget {
    private static final Set<String> STRATEGIES = Set.of(S3Configuration.PER_TOPIC, S3Configuration.PER_MESSAGE);
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{0,256}");
    private static final int ENDPOINT_LENGTH = 500;

    private AddressFence fence;

    /** For the container's proxy. */
    public S3Target() {}

    @Inject
    public S3Target(AddressFence fence) {
        this.fence = fence;
    }

    @Override
    public String kind() {
        return "s3";
    }

    @Override
    public List<ConfigurationField> fields() {
        return List.of(
                ConfigurationField.text(S3Configuration.REGION),
                ConfigurationField.text(S3Configuration.BUCKET),
                ConfigurationField.text(S3Configuration.PREFIX),
                ConfigurationField.choice(S3Configuration.STRATEGY),
                ConfigurationField.text(S3Configuration.ENDPOINT),
                ConfigurationField.text(S3Configuration.ACCESS_KEY),
                ConfigurationField.text(S3Configuration.SECRET_KEY).sealed(),
                ConfigurationField.flag(S3Configuration.PATH_STYLE));
    }

    @Override
    public List<Problem.ArgumentProblem> problems(RouteConfiguration configuration) {
        TargetProblems problems = new TargetProblems(configuration, fence);
        matches(configuration, S3Configuration.REGION, REGION, "the name of a region, as fr-par", problems);
        matches(
                configuration,
                S3Configuration.BUCKET,
                BUCKET,
                "the name of a bucket: 3 to 63 lower-case letters, digits, dots and dashes",
                problems);
        matches(configuration, S3Configuration.ACCESS_KEY, KEY, "at most 256 characters of ASCII", problems);
        if (!KEY.matcher(configuration.text(S3Configuration.SECRET_KEY)).matches()) {
            problems.add(
                    S3Configuration.SECRET_KEY, "format", "is no such key (expected: at most 256 characters of ASCII)");
        }
        String prefix = configuration.text(S3Configuration.PREFIX);
        if (prefix.getBytes(StandardCharsets.UTF_8).length > ObjectKey.LONGEST / 2
                || prefix.chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    S3Configuration.PREFIX,
                    "constraint",
                    "is too long or has a control character (expected: at most " + ObjectKey.LONGEST / 2 + " bytes)");
        }
        problems.choice(S3Configuration.STRATEGY, STRATEGIES);
        endpoint(configuration.text(S3Configuration.ENDPOINT), problems);
        return problems.found();
    }

    private static void endpoint(String text, TargetProblems problems) {
        if (text.isEmpty()) {
            return;
        }
        try {
            URI uri = new URI(text).parseServerAuthority();
            boolean plain = Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && text.length() <= ENDPOINT_LENGTH;
            if (plain) {
                problems.behindTheFence(S3Configuration.ENDPOINT, uri.getHost());
                return;
            }
        } catch (URISyntaxException none) {
            // Said below.
        }
        problems.add(
                S3Configuration.ENDPOINT,
                "format",
                Problem.shown(text) + " (expected: an address as https://s3.example.com, without user and query)");
    }

    private static void matches(
            RouteConfiguration configuration, String field, Pattern pattern, String expected, TargetProblems problems) {
        String text = configuration.text(field);
        if (!pattern.matcher(text).matches()) {
            problems.add(
                    field,
                    text.isEmpty() ? "required" : "format",
                    Problem.shown(text) + " (expected: " + expected + ")");
        }
    }

    @Override
    public Map<String, Object> shown(RouteConfiguration configuration) {
        Map<String, Object> shown = new LinkedHashMap<>(RouteTarget.super.shown(configuration));
        shown.putIfAbsent(S3Configuration.STRATEGY, S3Configuration.PER_TOPIC);
        shown.putIfAbsent(S3Configuration.PREFIX, "");
        return shown;
    }

    @Override
    public TargetConnection open(String routeId, RouteConfiguration configuration) {
        return new S3Connection(S3Configuration.of(configuration), fence);
    }

    @Override
    public JsonObject preview(RouteConfiguration configuration, LoggedMessage message) {
        PutObjectRequest request = S3Connection.request(S3Configuration.of(configuration), message);
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("bucket", request.bucket()).add("key", request.key());
        if (request.contentType() != null) {
            json.add("content_type", request.contentType());
        }
        if (request.hasMetadata()) {
            JsonObjectBuilder metadata = Json.createObjectBuilder();
            request.metadata().forEach(metadata::add);
            json.add("metadata", metadata);
        }
        ShownPayload.add(json, "body", message.payload());
        return json.build();
    }
}

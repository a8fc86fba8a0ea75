package org.axletree.hub.delivery.target.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.ShownPayload;
import org.axletree.hub.registry.route.RouteKind;

/** The call that a message becomes. */
final class RestCall {
    /** Whoever reads one could make calls that pass for the hub's. */
    private static final Set<String> SECRET = secret();

    private final RestConfiguration configuration;
    private final RestHeaders headers;

    RestCall(RestConfiguration configuration) {
        this.configuration = configuration;
        this.headers = new RestHeaders(configuration);
    }

    private static Set<String> secret() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(List.of("Authorization", "Proxy-Authorization", "Cookie", RestHeaders.SIGNATURE));
        return names;
    }

    /**
     * @param now in milliseconds since 1970
     * @throws IllegalArgumentException if no call can carry the message
     */
    HttpUriRequestBase of(LoggedMessage message, long now) {
        HttpUriRequestBase request = new HttpUriRequestBase(configuration.verb(), configuration.uri());
        headers.set(request, message, now);
        request.setEntity(new ByteArrayEntity(message.payload(), headers.contentType(message)));
        return request;
    }

    /** The same as people may see it. */
    JsonObject shown(LoggedMessage message, long now) {
        HttpUriRequestBase request = of(message, now);
        JsonObjectBuilder shown = Json.createObjectBuilder();
        for (Header header : request.getHeaders()) {
            shown.add(header.getName(), SECRET.contains(header.getName()) ? RouteKind.MASK : header.getValue());
        }
        shown.add("Content-Type", request.getEntity().getContentType());
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("verb", request.getMethod())
                .add("uri", configuration.uri().toString())
                .add("headers", shown);
        ShownPayload.add(json, "body", message.payload());
        return json.build();
    }
}

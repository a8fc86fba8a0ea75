package org.axletree.hub.delivery.target.rest;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpRequest;
import org.axletree.core.crypto.HmacSha256;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.PrintableText;

/** What a call says about its message, besides what the route was told to say. */
final class RestHeaders {
    private static final String CONTENT_TYPE = "content-type";
    static final String SIGNATURE = "X-Axletree-Signature";

    /** Servers read eight thousand bytes of a header, and seldom more. */
    private static final int TOPIC_LENGTH = 8_000;

    private final RestConfiguration configuration;
    /** What the route was told to say of the kind of its bodies. */
    private final Optional<ContentType> contentType;

    /** What else it was told to say. */
    private final Map<String, String> told;

    RestHeaders(RestConfiguration configuration) {
        this.configuration = configuration;
        this.contentType = configuration.headers().entrySet().stream()
                .filter(header -> isContentType(header.getKey()))
                .map(header -> contentType(header.getValue()))
                .findFirst();
        this.told = new LinkedHashMap<>(configuration.headers());
        told.keySet().removeIf(RestHeaders::isContentType);
    }

    private static boolean isContentType(String header) {
        return header.equalsIgnoreCase(CONTENT_TYPE);
    }

    /**
     * @param now in milliseconds since 1970
     * @throws IllegalArgumentException if no header can hold the topic
     */
    void set(HttpRequest request, LoggedMessage message, long now) {
        told.forEach(request::setHeader);
        String topic = PrintableText.of(message.topic());
        if (topic.length() > TOPIC_LENGTH) {
            throw new IllegalArgumentException(
                    "topic: " + topic.length() + " characters as a header (expected: at most " + TOPIC_LENGTH + ")");
        }
        request.setHeader("X-MQTT-Topic", topic);
        request.setHeader("X-MQTT-Retain", Boolean.toString(message.retain()));
        request.setHeader("X-Axletree-Message-Id", message.id());
        message.enrichment()
                .forEach((name, value) ->
                        request.setHeader("X-Axletree-Property-" + name.replace('_', '-'), PrintableText.of(value)));
        if (!configuration.hmacSecret().isEmpty()) {
            String timestamp = Long.toString(now / 1_000);
            request.setHeader("X-Axletree-Timestamp", timestamp);
            request.setHeader(SIGNATURE, "sha256=" + signature(timestamp, message.payload()));
        }
    }

    /** The route's; else the message's; else that of bytes. */
    ContentType contentType(LoggedMessage message) {
        return contentType.orElseGet(() -> contentType(message.properties().contentType()));
    }

    private static ContentType contentType(String text) {
        try {
            return text.isEmpty() || !text.equals(PrintableText.of(text))
                    ? ContentType.APPLICATION_OCTET_STREAM
                    : ContentType.parse(text);
        } catch (IllegalArgumentException none) {
            return ContentType.APPLICATION_OCTET_STREAM;
        }
    }

    private String signature(String timestamp, byte[] body) {
        Mac mac = HmacSha256.keyed(configuration.hmacSecret().getBytes(StandardCharsets.UTF_8));
        mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}

package org.axletree.web.azure;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The answer to a call. */
record AzureReply(int status, Map<String, String> headers, Optional<String> json) {
    static AzureReply of(JsonValue json) {
        return of(200, json);
    }

    static AzureReply of(int status, JsonValue json) {
        return new AzureReply(status, Map.of(), Optional.of(json.toString()));
    }

    static AzureReply empty(int status) {
        return new AzureReply(status, Map.of(), Optional.empty());
    }

    /** As a hub's own API says no: the name in the text is what SDKs look for. */
    static AzureReply of(AzureException refusal) {
        return of(
                refusal.status(),
                Json.createObjectBuilder()
                        .add(
                                "Message",
                                "ErrorCode:" + refusal.name() + ";" + refusal.number() + ";" + refusal.getMessage())
                        .add("ExceptionMessage", "Tracking ID:" + UUID.randomUUID())
                        .add("errorCode", refusal.number())
                        .build());
    }

    /** As the API of resources says no. */
    static AzureReply ofResource(AzureException refusal) {
        return of(
                refusal.status(),
                Json.createObjectBuilder()
                        .add(
                                "error",
                                Json.createObjectBuilder()
                                        .add("code", refusal.name())
                                        .add("message", refusal.getMessage()))
                        .build());
    }

    AzureReply with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new AzureReply(status, all, json);
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        headers.forEach(response::setHeader);
        byte[] body = json.orElse("").getBytes(StandardCharsets.UTF_8);
        if (json.isPresent()) {
            response.setContentType("application/json; charset=utf-8");
        }
        if (status != HttpServletResponse.SC_NO_CONTENT) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}

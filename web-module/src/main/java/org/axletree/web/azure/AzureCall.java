package org.axletree.web.azure;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.StrictJson;

/**
 * A request to one of Azure's APIs.
 *
 * @param method that is meant: a POST may say that it is a PATCH
 * @param path level by level, decoded
 */
record AzureCall(String method, List<String> path, HttpServletRequest request, byte[] body) {
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    /** @throws AzureException if the body has more than so many bytes, or the path cannot be read */
    static AzureCall of(HttpServletRequest request, int mostBytes) throws IOException {
        byte[] body = request.getInputStream().readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            throw new AzureException(413, 413001, "MessageTooLarge", "the body has more than " + mostBytes + " bytes");
        }
        boolean overridden =
                request.getMethod().equals("POST") && "PATCH".equalsIgnoreCase(request.getHeader(OVERRIDE));
        return new AzureCall(
                overridden ? "PATCH" : request.getMethod(), levels(request.getRequestURI()), request, body);
    }

    private static List<String> levels(String uri) {
        try {
            String path = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
            return Arrays.stream(path.substring(1).split("/", -1))
                    .map(level -> URLDecoder.decode(level.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException unreadable) {
            throw AzureException.unknownPath();
        }
    }

    /** The level at that place, without regard to case; empty where the path ends before. */
    String word(int at) {
        return at < path.size() ? path.get(at) : "";
    }

    boolean is(int at, String word) {
        return word(at).equalsIgnoreCase(word);
    }

    JsonObject json() {
        String text = StrictJson.text("body", body);
        return text.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : StrictJson.object("body", text);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name)).filter(value -> !value.isEmpty());
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isEmpty());
    }

    /** The etag that the call was made for, with quotes or without; empty for any. */
    Optional<String> ifMatch() {
        return header("If-Match").map(tag -> tag.replace("\"", "")).filter(tag -> !tag.equals("*"));
    }
}

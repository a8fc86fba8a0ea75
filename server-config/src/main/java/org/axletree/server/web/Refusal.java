package org.axletree.server.web;

import java.nio.charset.StandardCharsets;

/** How the guard says no: in the shape of the API's errors, and as the last thing on the connection. */
final class Refusal {
    private static final String LATER = "Retry-After: 5\r\n";

    private Refusal() {}

    static byte[] malformed(String why) {
        return error("400 Bad Request", "invalid_request", why);
    }

    static byte[] tooLarge(int limit) {
        return error(
                "413 Content Too Large",
                "invalid_arguments",
                "body: too large (expected: at most " + limit + " bytes)");
    }

    static byte[] busy() {
        return error("503 Service Unavailable", "transient_state", "too many requests are coming in at the same time");
    }

    static byte[] starting() {
        return error("503 Service Unavailable", "transient_state", "the hub is starting", LATER);
    }

    /** The same for a person, whose browser asks again by itself. */
    static byte[] startingPage() {
        return answer(
                "503 Service Unavailable",
                "text/html; charset=utf-8",
                """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
                <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
                <title>Starting - Axletree</title></head>
                <body><main><h1>The hub is starting</h1><p>This page opens by itself as soon as it has.</p></main></body></html>
                """,
                LATER);
    }

    /** @param message without quotes or backslashes */
    private static byte[] error(String status, String type, String message, String... headers) {
        String body = "{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}";
        return answer(status, "application/json", body, headers);
    }

    /** @param headers each with the end of its line */
    private static byte[] answer(String status, String contentType, String body, String... headers) {
        String head = "HTTP/1.1 " + status + "\r\n"
                + "Content-Type: " + contentType + "\r\n"
                + "Content-Length: " + body.length() + "\r\n"
                + "Cache-Control: no-store\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
                + String.join("", headers)
                + "Connection: close\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}

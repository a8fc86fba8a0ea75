package org.axletree.server.web;

import java.nio.charset.StandardCharsets;

/** How the guard says no: in the shape of the API's errors, and as the last thing on the connection. */
final class Refusal {
    private Refusal() {}

    static byte[] malformed(String why) {
        return answer("400 Bad Request", "invalid_request", why);
    }

    static byte[] tooLarge(int limit) {
        return answer(
                "413 Content Too Large",
                "invalid_arguments",
                "body: too large (expected: at most " + limit + " bytes)");
    }

    static byte[] busy() {
        return answer("503 Service Unavailable", "transient_state", "too many requests are coming in at the same time");
    }

    static byte[] starting() {
        return answer("503 Service Unavailable", "transient_state", "the hub is starting", "Retry-After: 5\r\n");
    }

    private static byte[] answer(String status, String type, String message) {
        return answer(status, type, message, "");
    }

    /** @param message without quotes or backslashes */
    private static byte[] answer(String status, String type, String message, String header) {
        String body = "{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}";
        String head = "HTTP/1.1 " + status + "\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n"
                + "Cache-Control: no-store\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + header
                + "Connection: close\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}

package org.axletree.verification.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Bodies of requests that are not as they should be: cut off, with other bytes, or with strange values. */
final class FuzzedBody {
    /** What takes the place of a value. */
    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "-1",
            "1e999999999",
            "99999999999999999999999999",
            "0.1",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\uffff💥\"",
            "\"" + "x".repeat(70_000) + "\"",
            "\"%_'\\\"--\"",
            "[]",
            "{}",
            "[null]",
            "[[[[[]]]]]",
            "{\"a\":{\"b\":[1,{\"c\":null}]}}",
            "[".repeat(5_000) + "]".repeat(5_000),
            "\"plan_unknown\"",
            "\"unknown\"",
            "\"$SCW/#\"",
            "\"{{ device.name }}\"");

    private final Random random;

    FuzzedBody(long seed) {
        this.random = new Random(seed);
    }

    /** Something like it. */
    byte[] of(String body) {
        return switch (random.nextInt(4)) {
            case 0 -> flipped(body);
            case 1 -> body.substring(0, random.nextInt(body.length())).getBytes(StandardCharsets.UTF_8);
            default -> replaced(body).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] flipped(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Some value of an object gives way to a strange one. */
    private String replaced(String body) {
        List<Integer> colons = IntStream.range(0, body.length())
                .filter(i -> body.charAt(i) == ':' && body.charAt(i - 1) == '"')
                .boxed()
                .toList();
        int start = colons.get(random.nextInt(colons.size())) + 1;
        int end = start;
        int depth = 0;
        boolean quoted = false;
        while (end < body.length() && (quoted || depth > 0 || ",}".indexOf(body.charAt(end)) < 0)) {
            char c = body.charAt(end);
            quoted ^= c == '"';
            depth += quoted ? 0 : "{[".indexOf(c) >= 0 ? 1 : "}]".indexOf(c) >= 0 ? -1 : 0;
            end++;
        }
        return body.substring(0, start) + STRANGE.get(random.nextInt(STRANGE.size())) + body.substring(end);
    }
}

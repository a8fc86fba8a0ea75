package org.axletree.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the body of a request is, it is read, or refused with a problem that says what would be right. */
class FuzzedRequestTest {
    private static final int TRIES = 2_000;

    /** What takes the place of any part of a body. */
    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "-1",
            "1e999999999",
            "99999999999999999999",
            "0.5",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"plan_unknown\"",
            "\"unknown\"",
            "\"2030-13-45T99:00:00Z\"",
            "[]",
            "{}",
            "[null]",
            "[[[[]]]]",
            "{\"a\":{\"b\":[1]}}",
            "[".repeat(20_000),
            "\"#/a\"",
            ",",
            ":",
            "}",
            "\"");

    static Stream<Arguments> requests() {
        String filters = "\"message_filters\":{\"publish\":{\"policy\":\"accept\",\"topics\":[\"a/#\"]}}";
        return Stream.of(
                request(
                        "{\"name\":\"h\",\"product_plan\":\"plan_ha\",\"disable_events\":true}",
                        body -> HubJson.newHub("fr-par", JsonBody.read(body, HubJson.NEW_FIELDS))),
                request(
                        "{\"name\":\"h\",\"product_plan\":\"\",\"events_topic_prefix\":\"e\"}",
                        body -> HubJson.patch(JsonBody.read(body, HubJson.PATCH_FIELDS))),
                request(
                        "{\"name\":\"d\",\"hub_id\":\"h\",\"allow_insecure\":true," + filters + "}",
                        body -> DeviceJson.newDevice("fr-par", JsonBody.read(body, DeviceJson.NEW_FIELDS))),
                request(
                        "{\"description\":\"d\",\"hub_id\":\"h\"," + filters + "}",
                        body -> DeviceJson.patch(JsonBody.read(body, DeviceJson.PATCH_FIELDS))),
                request(
                        "{\"device_ids\":[\"a\",\"b\"]}",
                        body -> DeviceJson.deleted(JsonBody.read(body, DeviceJson.DELETED_FIELDS))),
                request(
                        "{\"name\":\"r\",\"hub_id\":\"h\",\"topic\":\"a/+\",\"jms_config\":{\"queue_name\":\"q\"}}",
                        body -> RouteJson.newRoute(
                                "fr-par", JsonBody.read(body, RouteJson.newFields(Samples.KINDS)), Samples.KINDS)),
                request(
                        "{\"name\":\"r\",\"topic\":\"a/+\",\"jms_config\":{\"queue_name\":\"q\"}}",
                        body -> RouteJson.patch(
                                JsonBody.read(body, RouteJson.patchFields(Samples.KINDS)), Samples.KINDS)),
                request(
                        "{\"name\":\"t\",\"scope\":\"project\",\"project_id\":\"p\",\"expires_at\":\"2031-01-01T00:00:00Z\"}",
                        body -> TokenJson.newToken(JsonBody.read(body, TokenJson.NEW_FIELDS))),
                request(
                        "{\"version\":7,\"data\":{\"a\":[1,{\"b\":null}]}}",
                        body -> TwinJson.change(JsonBody.read(body, TwinJson.CHANGE_FIELDS))));
    }

    private static Arguments request(String body, Consumer<ByteArrayInputStream> reading) {
        return Arguments.of(body, reading);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void body_isRead_orRefusedWithAProblem(String body, Consumer<ByteArrayInputStream> reading) {
        Random random = new Random(body.hashCode());
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] fuzzed = random.nextBoolean() ? flipped(body, random) : replaced(body, random);
            try {
                reading.accept(new ByteArrayInputStream(fuzzed));
            } catch (ProblemException problem) {
                refused++;
                assertThat(problem.problem()).isInstanceOf(Problem.InvalidArguments.class);
                assertThat(problem.problem().message()).hasSizeLessThan(5_000).contains("expected: ");
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] flipped(String body, Random random) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] replaced(String body, Random random) {
        int from = random.nextInt(body.length());
        int to = Math.min(body.length(), from + random.nextInt(12));
        String strange = STRANGE.get(random.nextInt(STRANGE.size()));
        return (body.substring(0, from) + strange + body.substring(to)).getBytes(StandardCharsets.UTF_8);
    }
}

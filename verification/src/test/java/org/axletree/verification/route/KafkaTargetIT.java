package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.KafkaBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Routes to a genuine Kafka. */
class KafkaTargetIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static KafkaBroker kafka;
    private static RouteServer hub;

    @BeforeAll
    static void start() {
        kafka = KafkaBroker.start();
        hub = new RouteServer();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void topic_getsARecordForEachMessage_withItsDeviceAsKey_andWhatElseItSaysAsHeaders() {
        kafka.createTopic("readings", Map.of());
        hub.route("kafka/#", "kafka_config", to(kafka.address(), "readings"));
        long before = System.currentTimeMillis();
        hub.publish("kafka/ü", "one", "kafka/2", "two", "kafka/3", "");

        List<ConsumerRecord<String, byte[]>> records = awaitRecords("readings", 3);
        assertThat(records)
                .extracting(ConsumerRecord::key)
                .containsOnly(hub.device().id());
        assertThat(records).extracting(KafkaTargetIT::text).containsExactly("one", "two", "");
        ConsumerRecord<String, byte[]> first = records.get(0);
        assertThat(first.timestamp()).isBetween(before, System.currentTimeMillis());
        Map<String, String> headers = headers(first);
        assertThat(headers.get("message_id")).matches("[0-9a-f]{32}");
        assertThat(headers)
                .containsEntry("topic", "kafka/ü")
                .containsEntry("device_id", hub.device().id())
                .containsEntry("device_name", hub.device().name())
                .containsEntry("hub_id", hub.hub().id())
                .containsEntry("hub_name", hub.hub().name())
                .containsEntry("qos", "1")
                .containsEntry("retain", "false")
                .containsEntry("received_at", Long.toString(first.timestamp()))
                .hasSize(9);
    }

    @Test
    void message_tooLargeForTheTopic_isADeadLetter_andThoseBesideItAreDelivered() {
        takesOnly("small", 70_000);
    }

    @Test
    void topic_thatTakesLessThanABatch_getsEveryMessageThatFits_andTheOthersAreDeadLetters() {
        kafka.createTopic("tiny", Map.of("max.message.bytes", "2000"));
        String id = hub.route("tiny/#", "kafka_config", to(kafka.address(), "tiny"));
        RouteServer.server().api().post("routes/" + id + "/pause", "{}").orThrow();
        hub.publish(IntStream.range(0, 60)
                .boxed()
                .flatMap(i -> Stream.of("tiny/" + i, i % 20 == 10 ? "x".repeat(3_000) : Integer.toString(i)))
                .toArray(String[]::new));
        RouteServer.server().api().post("routes/" + id + "/resume", "{}").orThrow();

        assertThat(awaitRecords("tiny", 57))
                .extracting(KafkaTargetIT::text)
                .containsExactlyElementsOf(IntStream.range(0, 60)
                        .filter(i -> i % 20 != 10)
                        .mapToObj(Integer::toString)
                        .toList());
        Awaitility.await("the dead letters")
                .atMost(PATIENCE)
                .until(() -> RouteServer.deadLetters(id).size() == 3);
        assertThat(RouteServer.routeJson(id).get("status").textValue()).isEqualTo("running");
        assertThat(RouteServer.routeJson(id).has("last_error")).isFalse();
    }

    private static void takesOnly(String topic, int bytes) {
        kafka.createTopic(topic, Map.of("max.message.bytes", Integer.toString(bytes)));
        String id = hub.route(topic + "/#", "kafka_config", to(kafka.address(), topic));
        hub.publish(topic + "/1", "one", topic + "/2", "x".repeat(bytes), topic + "/3", "three");

        assertThat(awaitRecords(topic, 2)).extracting(KafkaTargetIT::text).containsExactly("one", "three");
        Awaitility.await("the dead letter").atMost(PATIENCE).untilAsserted(() -> assertThat(RouteServer.deadLetters(id))
                .hasSize(1));
        JsonNode letter = RouteServer.deadLetters(id).get(0);
        assertThat(letter.get("topic").textValue()).isEqualTo(topic + "/2");
        assertThat(letter.get("error").textValue()).startsWith("Kafka: ").contains("larger");
    }

    @Test
    void topic_thatIsMissing_isTheRoutesFault_andGetsEverythingWhenItIsThere() {
        String id = hub.route("later/#", "kafka_config", to(kafka.address(), "later"));
        hub.publish("later/1", "one");

        awaitError(id, "Kafka at " + kafka.address() + " has no topic later");
        kafka.createTopic("later", Map.of());
        assertThat(awaitRecords("later", 1)).extracting(KafkaTargetIT::text).containsExactly("one");
        assertThat(RouteServer.deadLetters(id)).isEmpty();
    }

    @Test
    void login_isProved_andAWrongOneIsTheRoutesFault() {
        kafka.createTopic("secret", Map.of());
        String configuration =
                """
                {"bootstrap_servers": "%s", "topic": "secret", "username": "hub", "password": "%s", "sasl_mechanism": "PLAIN"}""";
        String id =
                hub.route("secret/#", "kafka_config", configuration.formatted(kafka.loginAddress(), "wr\\\"ong\\\\"));
        hub.publish("secret/1", "one");

        awaitError(id, "refused the login");
        assertThat(RouteServer.routeJson(id).toString()).doesNotContain("ong");
        RouteServer.server()
                .api()
                .patch("routes/" + id, "{\"kafka_config\": {\"password\": \"" + KafkaBroker.PASSWORD + "\"}}")
                .orThrow();
        assertThat(awaitRecords("secret", 1)).extracting(KafkaTargetIT::text).containsExactly("one");
    }

    @Test
    void broker_thatNamesAClosedAddress_isNotConnectedTo() {
        String id = hub.route("else/#", "kafka_config", to(kafka.elsewhereAddress(), "readings"));
        hub.publish("else/1", "one");

        awaitError(id, "169.254.169.254");
        assertThat(RouteServer.routeJson(id).at("/last_error/msg").textValue()).contains("AXLETREE_ROUTES_ALLOW");
        RouteServer.server().api().delete("routes/" + id).orThrow();
    }

    @Test
    void wrongConfiguration_isRefused_fieldByField() {
        Api.Answer answer = hub.create(
                "x",
                "kafka_config",
                """
                {"bootstrap_servers": "kafka.example.com,169.254.169.254:9092", "topic": "a b", "sasl_mechanism": "GSSAPI"}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("details").findValuesAsText("argument_name"))
                .containsExactly(
                        "kafka_config.bootstrap_servers",
                        "kafka_config.bootstrap_servers",
                        "kafka_config.topic",
                        "kafka_config.sasl_mechanism");
    }

    @Test
    void kafka_thatHangsAndIsStartedAnew_getsEverythingInOrder() {
        kafka.createTopic("steady", Map.of());
        hub.route("steady/#", "kafka_config", to(kafka.address(), "steady"));
        hub.publish(said("steady/x", 0, 50));
        awaitRecords("steady", 50);
        kafka.hang(true);
        hub.publish(said("steady/x", 50, 100));
        kafka.hang(false);
        hub.publish(said("steady/x", 100, 150));
        kafka.stop();
        hub.publish(said("steady/x", 150, 200));
        kafka.restart();

        Awaitility.await("all records").atMost(PATIENCE.multipliedBy(2)).untilAsserted(() -> assertThat(
                        kafka.records("steady").stream()
                                .map(KafkaTargetIT::text)
                                .distinct())
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(Integer::toString).toList()));
    }

    private static String[] said(String topic, int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(number -> Stream.of(topic, number.toString()))
                .toArray(String[]::new);
    }

    private static String to(String address, String topic) {
        return "{\"bootstrap_servers\": \"%s\", \"topic\": \"%s\"}".formatted(address, topic);
    }

    private static void awaitError(String id, String sentence) {
        Awaitility.await(sentence).atMost(PATIENCE).untilAsserted(() -> {
            JsonNode route = RouteServer.routeJson(id);
            assertThat(route.at("/last_error/msg").textValue()).contains(sentence);
            assertThat(route.get("status").textValue()).isEqualTo("failing");
        });
    }

    private static List<ConsumerRecord<String, byte[]>> awaitRecords(String topic, int count) {
        Awaitility.await(count + " records of " + topic)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kafka.records(topic)).hasSize(count));
        return kafka.records(topic);
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}

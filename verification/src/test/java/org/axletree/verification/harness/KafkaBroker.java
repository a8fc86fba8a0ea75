package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Kafka in a process of its own: one node that is broker and controller, with an open listener, one that wants a login, and one
 *  that tells clients that the broker is elsewhere. */
public final class KafkaBroker implements AutoCloseable {
    public static final String USER = "hub";
    public static final String PASSWORD = "kafka-for-a-test";

    private static final Path CLASS_PATH = Path.of("target", "kafka.classpath");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory = directory();
    private final Path settings = directory.resolve("server.properties");
    private final int port = Ports.free();
    private final int loginPort = Ports.free();
    private final int elsewherePort = Ports.free();
    private Launched server;

    private KafkaBroker() throws IOException {
        int controller = Ports.free();
        Files.writeString(
                settings,
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%4$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,LOGIN://127.0.0.1:%2$d,ELSEWHERE://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%4$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,LOGIN://127.0.0.1:%2$d,ELSEWHERE://169.254.169.254:80
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,LOGIN:SASL_PLAINTEXT,ELSEWHERE:PLAINTEXT,CONTROLLER:PLAINTEXT
                listener.name.login.sasl.enabled.mechanisms=PLAIN
                listener.name.login.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_%5$s="%6$s";
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%7$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                """
                        .formatted(
                                port, loginPort, elsewherePort, controller, USER, PASSWORD, directory.resolve("data")));
        Ran.command(PATIENCE, java("kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c"))
                .orThrow();
        restart();
    }

    public static KafkaBroker start() {
        try {
            return new KafkaBroker();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, on the same ports and data, after it was stopped. */
    public void restart() {
        server = Launched.of(new ProcessBuilder(java("kafka.Kafka")), directory, Fleet.unique("kafka"));
        try (Admin admin = admin()) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Kafka did not start:\n" + server.err() + server.out(), e);
        }
    }

    public void stop() {
        server.kill();
    }

    /** Lets it hang, or go on. */
    public void hang(boolean hangs) {
        Ran.command(
                        PATIENCE,
                        List.of(
                                "kill",
                                hangs ? "-STOP" : "-CONT",
                                Long.toString(server.process().pid())))
                .orThrow();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public String loginAddress() {
        return "127.0.0.1:" + loginPort;
    }

    public String elsewhereAddress() {
        return "127.0.0.1:" + elsewherePort;
    }

    public void createTopic(String name, Map<String, String> configuration) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 3, (short) 1).configs(configuration)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** All records of a topic, those of each partition in their order. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address());
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()));
    }

    private List<String> java(String... words) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    "java",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    Files.readString(CLASS_PATH).strip()));
            command.addAll(List.of(words));
            command.add(settings.toString());
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            return Scratch.directory("axletree-kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}

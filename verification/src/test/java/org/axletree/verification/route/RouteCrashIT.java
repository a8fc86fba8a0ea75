package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Collector;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.KafkaBroker;
import org.axletree.verification.harness.Load;
import org.axletree.verification.harness.MariaDb;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.MosquittoBroker;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.OpenMq;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.S3Store;
import org.axletree.verification.harness.Sender;
import org.axletree.verification.route.Arrivals.Arrival;
import org.junit.jupiter.api.Test;

/**
 * Issues 9 and 11: an OpenMQ, a Kafka and the hub are killed, again and again, while devices publish to routes of every kind. Nothing that was
 * acknowledged is lost, each device's messages are in order, and what comes twice is recognised by its identifier. {@code
 * -Daxletree.crash.rounds=20} kills each of them twenty times; {@code -Daxletree.crash.hub=5} the hub, which takes longest, five times.
 */
class RouteCrashIT {
    private static final int ROUNDS = Integer.getInteger("axletree.crash.rounds", 2);
    private static final Duration PATIENCE = Duration.ofMinutes(10).multipliedBy(Math.max(1, ROUNDS / 2));

    private static final int ROUNDS_OF_THE_HUB = Integer.getInteger("axletree.crash.hub", ROUNDS);

    /** Of the messages: one for each kill, and a last one. */
    private static final int PARTS = 3 * ROUNDS + 1;

    /** Its objects have no order but that of their keys, which tell the millisecond. */
    private static final String STORE = "object store";

    private static final int DEVICES = 8;
    private static final int MESSAGES_A_PART = 15;
    private static final int MESSAGES = PARTS * MESSAGES_A_PART;
    private static final int WINDOW = 10;

    private final Random random = new Random();
    private final List<Arrival> calls = new CopyOnWriteArrayList<>();
    private final List<Supplier<Arrivals>> targets = new ArrayList<>();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private final List<Runnable> brokers = new ArrayList<>();

    @Test
    void kill9UnderLoad_losesNothing_keepsTheOrder_andWhatComesTwiceIsKnown() throws Exception {
        OpenMq openMq = OpenMq.start();
        servers.add(openMq);
        Axletree axletree = Axletree.fresh()
                .with("AXLETREE_ROUTES_ALLOW", "127.0.0.1")
                .with("AXLETREE_JMS_URL", openMq.address())
                .with("AXLETREE_JMS_USER", OpenMq.USER)
                .with("AXLETREE_JMS_PASSWORD", OpenMq.PASSWORD);
        AxletreeProcess hub = axletree.start();
        try {
            Fleet.Hub home = hub.fleet().hub();
            Collector queue = jms(hub, home, openMq);
            webService(hub, home);
            mariaDb(hub, home);
            objectStore(hub, home);
            kafka(hub, home);
            mosquitto(hub, home);
            try (Load load = Load.start(senders(hub, home))) {
                int part = 0;
                for (int round = 1; round <= ROUNDS; round++) {
                    for (Runnable broker : brokers) {
                        awaitSomewhereIn(part++, load);
                        broker.run();
                    }
                    awaitSomewhereIn(part++, load);
                    if (round <= ROUNDS_OF_THE_HUB) {
                        hub.kill9();
                        hub = axletree.start();
                    }
                    System.out.println("Round " + round + " is over");
                }
                load.atMost(MESSAGES);
                load.await(PATIENCE);
                assertThat(load.acknowledged()).hasSize(DEVICES * MESSAGES);
                awaitDelivery(hub, home);
                for (Supplier<Arrivals> target : targets) {
                    assertWell(target, load);
                }
                assertThat(load.resent()).as("what comes twice is marked").containsAll(queue.twiceUnmarked());
            }
        } finally {
            hub.close();
            for (AutoCloseable server : servers) {
                server.close();
            }
        }
    }

    /** Later at the latest when the part is over, and the routes are still at it. */
    private void awaitSomewhereIn(int part, Load load) {
        load.atMost((part + 1) * MESSAGES_A_PART);
        int until = DEVICES * MESSAGES_A_PART * part + random.nextInt(DEVICES * MESSAGES_A_PART);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> load.acknowledgedCount() >= until);
    }

    private static void assertWell(Supplier<Arrivals> target, Load load) {
        // Whoever listens there may hear of the last a moment later.
        Awaitility.await(target.get().target()).atMost(PATIENCE).untilAsserted(() -> target.get()
                .assertHaveAll(load.acknowledged()));
        Arrivals arrivals = target.get();
        System.out.println(arrivals.summary(load.resent()));
        if (!arrivals.target().equals(STORE)) {
            arrivals.assertInOrder();
        }
        arrivals.assertRecognisable(load.resent());
    }

    private static void awaitDelivery(AxletreeProcess hub, Fleet.Hub home) {
        Awaitility.await("every route")
                .atMost(PATIENCE)
                .until(
                        () -> hub
                                .api()
                                .get("routes?hub_id=" + home.id())
                                .orThrow()
                                .json()
                                .path("routes")
                                .findValuesAsText("id")
                                .stream()
                                .allMatch(id -> hub.api()
                                                .get("routes/" + id)
                                                .orThrow()
                                                .json()
                                                .at("/backlog/messages")
                                                .longValue()
                                        == 0));
    }

    private static List<Sender> senders(AxletreeProcess hub, Fleet.Hub home) {
        return IntStream.range(0, DEVICES)
                .mapToObj(i -> {
                    Fleet.Device device = hub.fleet().insecureDevice(home);
                    return new Sender(
                            () -> MqttLine.plain(hub).open(device),
                            "crash/" + i,
                            "device" + i + "/",
                            MESSAGES,
                            WINDOW,
                            PATIENCE);
                })
                .toList();
    }

    private static void route(AxletreeProcess hub, Fleet.Hub home, String field, String configuration) {
        hub.api()
                .post(
                        "routes",
                        """
                        {"name": "%s", "hub_id": "%s", "topic": "crash/#", "delivery": {"max_pause_ms": 1000}, "%s": %s}"""
                                .formatted(Fleet.unique("route"), home.id(), field, configuration))
                .orThrow();
    }

    private Collector jms(AxletreeProcess hub, Fleet.Hub home, OpenMq broker) {
        Fleet.Route route = hub.fleet().route(home, "crash/#");
        Collector collector = Collector.start(
                () -> RouteConsumer.careful(broker.address(), OpenMq.USER, OpenMq.PASSWORD, route.queue()));
        servers.add(0, collector);
        brokers.add(() -> {
            broker.kill9();
            broker.launch();
        });
        targets.add(() -> new Arrivals(
                "OpenMQ",
                collector.received().stream()
                        .map(each -> new Arrival(
                                each.text(), each.properties().get("message_id").toString()))
                        .toList()));
        return collector;
    }

    private void webService(AxletreeProcess hub, Fleet.Hub home) throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        service.setExecutor(threads);
        service.createContext("/", exchange -> {
            calls.add(new Arrival(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst("X-Axletree-Message-Id")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        service.start();
        servers.add(() -> {
            service.stop(0);
            threads.shutdown();
        });
        int port = service.getAddress().getPort();
        route(hub, home, "rest_config", "{\"uri\": \"http://127.0.0.1:" + port + "/\"}");
        targets.add(() -> new Arrivals("web service", List.copyOf(calls)));
    }

    private void mariaDb(AxletreeProcess hub, Fleet.Hub home) {
        MariaDb database = MariaDb.start();
        servers.add(database);
        database.query("create table said (n bigint auto_increment primary key, payload text, id text) engine=innodb");
        route(
                hub,
                home,
                "db_config",
                """
                {"engine": "mysql", "host": "127.0.0.1", "port": %d, "dbname": "%s", "username": "%s", "password": "%s",
                 "query": "insert into said (payload, id) values ($PAYLOAD, $MESSAGE_ID)"}"""
                        .formatted(database.port(), MariaDb.DATABASE, MariaDb.USER, MariaDb.PASSWORD));
        targets.add(() -> new Arrivals(
                "MariaDB",
                database.query("select payload, id from said order by n").stream()
                        .map(row -> row.split("\t"))
                        .map(row -> new Arrival(row[0], row[1]))
                        .toList()));
    }

    /** An object's key is the same at each try: what comes twice is there once. */
    private void objectStore(AxletreeProcess hub, Fleet.Hub home) {
        S3Store store = S3Store.start();
        servers.add(store);
        route(
                hub,
                home,
                "s3_config",
                """
                {"bucket_region": "fr-par", "bucket_name": "%s", "object_prefix": "", "strategy": "per_message",
                 "endpoint": "%s", "access_key": "%s", "secret_key": "%s"}"""
                        .formatted(S3Store.BUCKET, store.endpoint(), S3Store.ACCESS_KEY, S3Store.SECRET_KEY));
        targets.add(() -> new Arrivals(
                STORE,
                store.objects().entrySet().stream()
                        .map(object -> new Arrival(object.getValue(), object.getKey()))
                        .toList()));
    }

    private void kafka(AxletreeProcess hub, Fleet.Hub home) {
        KafkaBroker broker = KafkaBroker.start();
        servers.add(broker);
        broker.createTopic("crash", Map.of());
        brokers.add(() -> {
            broker.stop();
            broker.restart();
        });
        route(hub, home, "kafka_config", "{\"bootstrap_servers\": \"" + broker.address() + "\", \"topic\": \"crash\"}");
        targets.add(() -> new Arrivals(
                "Kafka",
                broker.records("crash").stream()
                        .map(record -> new Arrival(
                                new String(record.value(), StandardCharsets.UTF_8),
                                new String(
                                        record.headers()
                                                .lastHeader("message_id")
                                                .value(),
                                        StandardCharsets.UTF_8)))
                        .toList()));
    }

    private void mosquitto(AxletreeProcess hub, Fleet.Hub home) {
        MosquittoBroker broker = MosquittoBroker.start();
        Mosquitto.Subscriber there = broker.subscribe("crash/#", "%p|%P");
        servers.add(there);
        servers.add(broker);
        route(hub, home, "mqtt_config", "{\"url\": \"" + broker.url() + "\", \"qos\": 2}");
        targets.add(() -> new Arrivals(
                "Mosquitto",
                there.lines().stream()
                        .map(line -> new Arrival(
                                line.substring(0, line.indexOf('|')),
                                line.replaceFirst(".*axletree-message-id:([0-9a-f]{32}).*", "$1")))
                        .toList()));
    }
}

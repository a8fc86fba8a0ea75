package org.axletree.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.messaging.ConnectionConfiguration;
import com.sun.messaging.jmq.jmsserver.Globals;
import com.sun.messaging.jmq.jmsserver.service.Connection;
import com.sun.messaging.jmq.util.GoodbyeReason;
import com.sun.messaging.jms.ra.ManagedConnectionFactory;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMX;
import javax.management.ObjectName;
import org.axletree.core.route.BrokerAccess;
import org.axletree.core.route.BrokerClient;
import org.axletree.core.route.QueueDepth;
import org.axletree.core.route.QueueDepths;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real broker, as the hub and as a consumer outside of the server see it. */
class EmbeddedBrokerTest {
    private static final int ROOM = 300;
    private static final AtomicInteger QUEUES = new AtomicInteger();

    @TempDir
    static Path home;

    private static int port;
    private static OpenMqAdapter adapter;

    private final String queue = "queue" + QUEUES.incrementAndGet();

    @BeforeAll
    static void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        System.setProperty("axletree.home", home.toString());
        System.setProperty("axletree.jms.port", Integer.toString(port));
        System.setProperty("axletree.limit.route.queue.messages", Integer.toString(ROOM));
        startAdapter();
    }

    @AfterAll
    static void stop() {
        adapter.stop();
        System.clearProperty("axletree.home");
        System.clearProperty("axletree.jms.port");
        System.clearProperty("axletree.limit.route.queue.messages");
    }

    @Test
    void message_ofTheHub_reachesAConsumerOutside() throws Exception {
        send("hello");

        assertThat(receive("enterprise", consumerPassword())).isEqualTo("hello");
    }

    @Test
    void message_stopAndStart_isStillThere() throws Exception {
        send("kept");
        QueueDepth before = new BrokerQueues().depthOf(queue).orElseThrow();
        adapter.stop();
        // The thread that accepts ends by itself: the port may take one more connection meanwhile.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThatThrownBy(() -> new Socket("127.0.0.1", port).close())
                        .isInstanceOf(ConnectException.class));
        startAdapter();

        assertThat(new BrokerQueues().depthOf(queue)).contains(before);
        assertThat(receive("enterprise", consumerPassword())).isEqualTo("kept");
    }

    @Test
    void transactionOfTheHubsOwn_isThereOnceItIsCommitted() throws Exception {
        try (JMSContext own = clients().createContext(JMSContext.SESSION_TRANSACTED)) {
            own.createProducer().send(own.createQueue(queue), "one").send(own.createQueue(queue), "two");
            assertThat(waiting()).isEmpty();
            own.commit();
            assertThat(waiting()).hasSize(2);
            own.createProducer().send(own.createQueue(queue), "never committed");
            own.rollback();
            own.createProducer().send(own.createQueue(queue), "three");
            own.commit();
            own.createProducer().send(own.createQueue(queue), "left open");
        }

        assertThat(receive("enterprise", consumerPassword())).isEqualTo("one");
        assertThat(receive("enterprise", consumerPassword())).isEqualTo("two");
        assertThat(receive("enterprise", consumerPassword())).isEqualTo("three");
        assertThat(new BrokerQueues().depthOf(queue)).contains(QueueDepth.EMPTY);
    }

    @Test
    void commitThatTheBrokerDoesNotDo_isAnException_andNothingIsThere() throws Exception {
        try (JMSContext own = clients().createContext(JMSContext.SESSION_TRANSACTED)) {
            own.createProducer().send(own.createQueue(queue), "lost with its connection");
            endConnectionsOfTheHub();

            assertThatThrownBy(own::commit).isInstanceOf(JMSRuntimeException.class);
            assertThatThrownBy(() -> own.createProducer().send(own.createQueue(queue), "outside of a transaction"))
                    .isInstanceOf(JMSRuntimeException.class);
        }

        assertThat(new BrokerQueues().depthOf(queue).orElse(QueueDepth.EMPTY)).isEqualTo(QueueDepth.EMPTY);
    }

    @Test
    void wrongPassword_ofTheHubsOwnConnection_isRefused() throws Exception {
        ConnectionFactory clients = clients();

        assertThatThrownBy(() -> clients.createContext(OpenMqAdapter.HUB_USER, "wrong"))
                .isInstanceOf(JMSSecurityRuntimeException.class);
    }

    private List<?> waiting() throws Exception {
        try (JMSContext outside = outside("enterprise", consumerPassword());
                var browser = outside.createBrowser(outside.createQueue(queue))) {
            return Collections.list(browser.getEnumeration());
        }
    }

    private static ConnectionFactory clients() throws Exception {
        return JMX.newMBeanProxy(
                ManagementFactory.getPlatformMBeanServer(), new ObjectName(BrokerClient.NAME), ConnectionFactory.class);
    }

    private static void endConnectionsOfTheHub() throws Exception {
        for (Connection each : Globals.getConnectionManager().getConnectionList(null)) {
            if (each.getAuthenticatedName().getName().equals(OpenMqAdapter.HUB_USER)) {
                each.destroyConnection(false, GoodbyeReason.ADMIN_KILLED_CON, "on purpose");
            }
        }
    }

    @Test
    void consumer_beforeTheFirstMessage_waitsForIt() throws Exception {
        try (JMSContext outside = outside("enterprise", consumerPassword());
                var consumer = outside.createConsumer(outside.createQueue(queue))) {
            send("first");

            assertThat(consumer.receiveBody(String.class, 60_000)).isEqualTo("first");
        }
    }

    @Test
    void logins_thatOpenMqBringsAlong_areGone() {
        assertThatThrownBy(() -> outside("guest", "guest").close()).isInstanceOf(JMSSecurityRuntimeException.class);
        assertThatThrownBy(() -> outside("admin", "admin").close()).isInstanceOf(JMSSecurityRuntimeException.class);
        assertThatThrownBy(() -> outside("enterprise", "wrong").close())
                .isInstanceOf(JMSSecurityRuntimeException.class);
        assertThatThrownBy(() -> outside(OpenMqAdapter.HUB_USER, "").close())
                .isInstanceOf(JMSSecurityRuntimeException.class);
    }

    @Test
    void consumer_sendingToAQueue_isRefused() throws Exception {
        try (JMSContext outside = outside("enterprise", consumerPassword())) {
            assertThatThrownBy(() -> outside.createProducer().send(outside.createQueue(queue), "forged"))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    @Test
    void consumer_ofATopic_hearsWhatTheHubSays_andSaysNothing() throws Exception {
        try (JMSContext outside = outside("enterprise", consumerPassword());
                JMSContext hub = hub();
                var consumer = outside.createConsumer(outside.createTopic("topic"))) {
            hub.createProducer().send(hub.createTopic("topic"), "heard");

            assertThat(consumer.receiveBody(String.class, 60_000)).isEqualTo("heard");
            assertThatThrownBy(() -> outside.createProducer().send(outside.createTopic("topic"), "forged"))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    @Test
    void userOfAProject_readsWhatIsTheProjects_andCreatesNothing() throws Exception {
        String theirs = queue + ".theirs";
        access().users(List.of(new BrokerAccess.User("one", "secret", "p1")));
        access().destinations(List.of(
                new BrokerAccess.Destination(queue, false, "p1", true),
                new BrokerAccess.Destination(queue, true, "p1", true),
                new BrokerAccess.Destination(theirs, false, "p2", true),
                new BrokerAccess.Destination(theirs, true, "p2", true)));
        send("for one");

        try (JMSContext outside = outside("one", "secret")) {
            assertThat(Collections.list(
                            outside.createBrowser(outside.createQueue(queue)).getEnumeration()))
                    .hasSize(1);
            try (var consumer = outside.createConsumer(outside.createQueue(queue))) {
                assertThat(consumer.receiveBody(String.class, 60_000)).isEqualTo("for one");
            }
            outside.createConsumer(outside.createTopic(queue)).close();
            outside.createSharedDurableConsumer(outside.createTopic(queue), "lasting")
                    .close();
            for (Forbidden forbidden : List.<Forbidden>of(
                    () -> outside.createConsumer(outside.createQueue(theirs)),
                    () -> outside.createBrowser(outside.createQueue(theirs)).getEnumeration(),
                    () -> outside.createConsumer(outside.createTopic(theirs)),
                    () -> outside.createConsumer(outside.createTopic("*")),
                    () -> outside.createConsumer(outside.createTopic("**")),
                    () -> outside.createConsumer(outside.createTopic(">")),
                    () -> outside.createConsumer(outside.createTopic("mq.metrics.destination_list")),
                    () -> outside.createConsumer(outside.createQueue("mq.sys.dmq")),
                    () -> outside.createConsumer(outside.createQueue(queue + "new")),
                    () -> outside.createProducer().send(outside.createQueue(queue), "forged"),
                    () -> outside.createProducer().send(outside.createTopic(queue), "forged"))) {
                assertThatThrownBy(forbidden::tried).isInstanceOfAny(JMSRuntimeException.class, JMSException.class);
            }
        }
        assertThat(new BrokerQueues().depthOf(queue + "new")).isEmpty();
    }

    private interface Forbidden {
        void tried() throws Exception;
    }

    @Test
    void userWhoIsGone_isDisconnected_andOthersAreNot() throws Exception {
        BrokerAccess.User stays = new BrokerAccess.User("stays", "secret", "p1");
        access().users(List.of(stays, new BrokerAccess.User("goes", "secret", "p1")));
        access().destinations(List.of(new BrokerAccess.Destination(queue, false, "p1", true)));
        CountDownLatch ended = new CountDownLatch(1);
        try (JMSContext goes = outside("goes", "secret");
                JMSContext other = outside("stays", "secret");
                var consumer = other.createConsumer(other.createQueue(queue))) {
            goes.setExceptionListener(end -> ended.countDown());

            access().users(List.of(stays));

            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> outside("goes", "secret").close()).isInstanceOf(JMSSecurityRuntimeException.class);
            send("goes on");
            assertThat(consumer.receiveBody(String.class, 60_000)).isEqualTo("goes on");
        }
    }

    @Test
    void destinationWithoutARoute_isReadableWhileSomethingLiesInIt() throws Exception {
        access().users(List.of(new BrokerAccess.User("one", "secret", "p1")));
        access().destinations(List.of(new BrokerAccess.Destination(queue, false, "p1", true)));
        send("left");
        List<BrokerAccess.Destination> unrouted = List.of(new BrokerAccess.Destination(queue, false, "p1", false));
        access().destinations(unrouted);

        assertThat(receive("one", "secret")).isEqualTo("left");
        access().destinations(unrouted);
        assertThat(new BrokerQueues().depthOf(queue)).isEmpty();
    }

    private static BrokerAccess access() throws Exception {
        return JMX.newMBeanProxy(
                ManagementFactory.getPlatformMBeanServer(), new ObjectName(BrokerAccess.NAME), BrokerAccess.class);
    }

    @Test
    void services_forAdministration_areNotThere() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port);
                InputStream in = socket.getInputStream()) {
            String services = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(services)
                    .contains("jms tcp NORMAL")
                    .doesNotContain("ADMIN")
                    .doesNotContain("jmx");
        }
    }

    @Test
    void queue_full_refusesAndLosesNothing() throws Exception {
        try (JMSContext hub = hub()) {
            for (int number = 0; number < ROOM; number++) {
                hub.createProducer().send(hub.createQueue(queue), "message " + number);
            }
        }

        assertThatThrownBy(() -> send("one too many")).isInstanceOf(JMSRuntimeException.class);
        try (JMSContext outside = outside("enterprise", consumerPassword());
                var consumer = outside.createConsumer(outside.createQueue(queue))) {
            for (int number = 0; number < ROOM; number++) {
                assertThat(consumer.receiveBody(String.class, 60_000)).isEqualTo("message " + number);
            }
        }
    }

    @Test
    void depth_ofAQueue_countsWhatIsNotAcknowledged() throws Exception {
        QueueDepths depths = JMX.newMBeanProxy(
                ManagementFactory.getPlatformMBeanServer(), new ObjectName(QueueDepths.NAME), QueueDepths.class);
        assertThat(depths.depthOf(queue)).isEmpty();
        long before = System.currentTimeMillis();
        send("first");
        long between = System.currentTimeMillis();
        send("second");

        QueueDepth two = depths.depthOf(queue).orElseThrow();
        assertThat(two.messages()).isEqualTo(2);
        assertThat(two.oldestAt().orElseThrow()).isBetween(before, between);
        com.sun.messaging.ConnectionFactory careful = new com.sun.messaging.ConnectionFactory();
        careful.setProperty(ConnectionConfiguration.imqAddressList, "mq://127.0.0.1:" + port);
        try (JMSContext outside =
                        careful.createContext("enterprise", consumerPassword(), JMSContext.CLIENT_ACKNOWLEDGE);
                var consumer = outside.createConsumer(outside.createQueue(queue))) {
            assertThat(consumer.receiveBody(String.class, 60_000)).isEqualTo("first");
            assertThat(depths.depthOf(queue)).as("a consumer has them").contains(two);
            outside.acknowledge();
            assertThat(consumer.receiveBody(String.class, 60_000)).isEqualTo("second");
            outside.acknowledge();
        }
        assertThat(depths.depthOf(queue)).contains(QueueDepth.EMPTY);
    }

    @Test
    void files_withHashes_areForTheOwnerOnly() throws Exception {
        Path etc = home.resolve("openmq/instances/axletree/etc");

        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(etc.resolve("passwd"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(etc.resolve("passwd")))
                .contains("enterprise:", OpenMqAdapter.HUB_USER + ":")
                .doesNotContain("guest", "admin:", consumerPassword());
    }

    private void send(String text) throws Exception {
        try (JMSContext hub = hub()) {
            hub.createProducer().send(hub.createQueue(queue), text);
        }
    }

    private String receive(String user, String password) throws Exception {
        try (JMSContext outside = outside(user, password);
                var consumer = outside.createConsumer(outside.createQueue(queue))) {
            return consumer.receiveBody(String.class, 60_000);
        }
    }

    /** As the application's connection factory does it, without a container. */
    private static JMSContext hub() throws Exception {
        return ((ConnectionFactory) factory().createConnectionFactory()).createContext();
    }

    private static ManagedConnectionFactory factory() throws Exception {
        ManagedConnectionFactory factory = new ManagedConnectionFactory();
        factory.setResourceAdapter(adapter);
        return factory;
    }

    private static JMSContext outside(String user, String password) throws Exception {
        com.sun.messaging.ConnectionFactory factory = new com.sun.messaging.ConnectionFactory();
        factory.setProperty(ConnectionConfiguration.imqAddressList, "mq://127.0.0.1:" + port);
        return factory.createContext(user, password);
    }

    private static String consumerPassword() throws Exception {
        return Files.readString(home.resolve("jms-password")).strip();
    }

    private static void startAdapter() throws Exception {
        adapter = new OpenMqAdapter();
        adapter.start(null);
    }
}

package org.axletree.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.messaging.ConnectionConfiguration;
import com.sun.messaging.jms.ra.ManagedConnectionFactory;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMX;
import javax.management.ObjectName;
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
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(java.net.ConnectException.class);
        startAdapter();

        assertThat(new BrokerQueues().depthOf(queue)).contains(before);
        assertThat(receive("enterprise", consumerPassword())).isEqualTo("kept");
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
    void consumer_ofATopic_isRefused() throws Exception {
        try (JMSContext outside = outside("enterprise", consumerPassword())) {
            assertThatThrownBy(() -> outside.createConsumer(outside.createTopic("topic")))
                    .isInstanceOf(JMSRuntimeException.class);
        }
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

package org.axletree.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.persistence.LockModeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DeviceLineFactory;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.hub.chore.Chore;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.log.Origin;
import org.axletree.hub.delivery.target.RouteTarget;
import org.axletree.hub.delivery.target.jms.JmsDestination;
import org.axletree.hub.delivery.target.jms.JmsSessions;
import org.axletree.hub.delivery.target.jms.Outgoing;
import org.axletree.hub.delivery.target.jms.Sent;
import org.axletree.hub.dialect.Dialect;
import org.axletree.hub.registry.LostRaceException;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.RegistryTransactions;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubPatch;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds inside the server, whatever database it has. Each subclass deploys the application to one. */
abstract class InsideTheServer {
    private static final long SECONDS_TO_ARRIVE = 10;

    private RegistryTransactions transactions;
    private Registry registry;
    private HubService hubs;
    private JmsSessions broker;
    private ConnectionFactory connections;
    private DataSource database;
    private DeviceLineFactory lines;
    private UserTransaction transaction;
    private JmsDestination queue;

    /** Not at construction: Arquillian makes one outside of the server as well. */
    @BeforeEach
    void find() {
        transactions = bean(RegistryTransactions.class);
        registry = bean(Registry.class);
        hubs = bean(HubService.class);
        broker = bean(JmsSessions.class);
        connections = resource("java:app/axletree/JmsConnectionFactory");
        database = resource("java:app/axletree/Registry");
        lines = resource("java:app/axletree/DeviceLineFactory");
        transaction = resource("java:comp/UserTransaction");
        queue = new JmsDestination("inside_" + UUID.randomUUID().toString().replace('-', '_'), false);
    }

    @AfterEach
    void release() {
        if (broker != null) {
            broker.release(this);
        }
    }

    // --- The broker -------------------------------------------------------------------------------------------------

    @Test
    void batch_isSentWhole() {
        assertThat(broker.send(this, queue, List.of(outgoing("one", Map.of()), outgoing("two", Map.of()))))
                .isEqualTo(new Sent(2, "", false));
        assertThat(broker.send(this, queue, List.of(outgoing("three", Map.of()))))
                .isEqualTo(new Sent(1, "", false));
        assertThat(received()).containsExactly("one", "two", "three");
    }

    @Test
    void batch_isRolledBack_whenTheBrokerRefusesOneOfIt() {
        Sent sent = broker.send(
                this, queue, List.of(outgoing("one", Map.of()), outgoing("two", Map.of("not an identifier", "x"))));

        assertThat(sent.messages()).isEqualTo(1);
        assertThat(sent.problem()).isNotEmpty();
        assertThat(broker.isEmpty(queue.name())).isTrue();
    }

    // --- The broker and the registry --------------------------------------------------------------------------------

    @Test
    void transaction_leavesNeitherRowNorMessage_whenItIsRolledBack() throws Exception {
        Hub hub = hub();
        transaction.begin();
        rename(hub.id(), "renamed");
        say("renamed");
        transaction.rollback();

        assertThat(nameOf(hub.id())).isEqualTo(hub.name());
        assertThat(broker.isEmpty(queue.name())).isTrue();
    }

    @Test
    void transaction_leavesRowAndMessage_whenItIsCommitted() throws Exception {
        Hub hub = hub();
        transaction.begin();
        rename(hub.id(), "renamed");
        say("renamed");
        transaction.commit();

        assertThat(nameOf(hub.id())).isEqualTo("renamed");
        assertThat(received()).containsExactly("renamed");
    }

    @Test
    void change_isRolledBack_whenItsWorkFails() {
        Hub hub = hub();

        assertThatThrownBy(() -> registry.change("hub", hub.id(), entities -> {
                    entities.createQuery("update HubRow h set h.name = 'never' where h.id = :id")
                            .setParameter("id", hub.id())
                            .executeUpdate();
                    throw new IllegalStateException("on purpose");
                }))
                .hasRootCauseMessage("on purpose");

        assertThat(nameOf(hub.id())).isEqualTo(hub.name());
    }

    // --- EclipseLink's mappings and locks ---------------------------------------------------------------------------

    @Test
    void everyEntity_isReadFromItsTable() {
        List<String> read = transactions.read(entities -> {
            List<String> names = new ArrayList<>();
            for (EntityType<?> type : entities.getMetamodel().getEntities()) {
                entities.createQuery("select x from " + type.getName() + " x")
                        .setMaxResults(1)
                        .getResultList();
                names.add(type.getName());
            }
            return names;
        });

        assertThat(read).contains("HubRow", "DeviceRow", "RouteRow", "AuditRow").hasSizeGreaterThan(20);
    }

    @Test
    void secondOfTwoWriters_isToldThatItLostTheRace() {
        Hub hub = hub();

        assertThatThrownBy(() -> transactions.commit(entities -> {
                    entities.find(HubRow.class, hub.id(), LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                    hubs.update(hub.region(), hub.id(), named("quicker")); // in a transaction of its own
                    return "";
                }))
                .satisfies(thrown -> assertThat(lostRace(thrown)).isTrue());

        assertThat(nameOf(hub.id())).isEqualTo("quicker");
    }

    @Test
    void whoeverWaitsForALock_isToldAfterABoundedTime() {
        assertThatThrownBy(() -> transactions.commit(entities -> {
                    RegistryLock.take(entities);
                    return registry.change("lock", "1", others -> {
                        RegistryLock.take(others);
                        return "";
                    });
                }))
                .satisfies(thrown -> assertThat(rootOf(thrown, ProblemException.class))
                        .map(Throwable::getMessage)
                        .hasValueSatisfying(message -> assertThat(message).contains("at the same time")));
    }

    // --- The container's wiring -------------------------------------------------------------------------------------

    @Test
    void everyPart_isFoundOnce() {
        assertThat(names(Dialect.class))
                .contains("ScalewayDialect", "AzureDialect", "HuaweiDialect")
                .doesNotHaveDuplicates();
        assertThat(all(RouteTarget.class).map(RouteTarget::kind).toList())
                .contains("jms", "rest", "database", "s3")
                .doesNotHaveDuplicates();
        assertThat(names(Chore.class))
                .contains("CertificateChore", "ActivityChore")
                .doesNotHaveDuplicates();
    }

    @Test
    void linesToTheDoor_areBounded_andComeBack() throws Exception {
        List<DeviceLine> taken = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            taken.add(lines.line());
        }
        CompletableFuture<DeviceLine> oneMore = CompletableFuture.supplyAsync(lines::line);
        try {
            assertThatThrownBy(() -> oneMore.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        } finally {
            for (DeviceLine line : taken) {
                line.close();
            }
        }
        oneMore.get(SECONDS_TO_ARRIVE, TimeUnit.SECONDS).close();
    }

    // --- What they share --------------------------------------------------------------------------------------------

    private Hub hub() {
        String name = "inside-" + UUID.randomUUID();
        return hubs.create(new NewHub(
                "fr-par", name, Optional.empty(), ProductPlan.DEDICATED, Optional.empty(), Optional.empty()));
    }

    private static HubPatch named(String name) {
        return new HubPatch(
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void rename(String hubId, String name) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("update hub set name = ? where id = ?")) {
            update.setString(1, name);
            update.setString(2, hubId);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private String nameOf(String hubId) {
        return transactions.read(
                entities -> entities.createQuery("select h.name from HubRow h where h.id = :id", String.class)
                        .setParameter("id", hubId)
                        .getSingleResult());
    }

    private void say(String text) {
        try (JMSContext context = connections.createContext()) {
            context.createProducer().send(context.createQueue(queue.name()), text.getBytes());
        }
    }

    private List<String> received() {
        List<String> texts = new ArrayList<>();
        try (JMSContext context = connections.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue.name()))) {
            for (byte[] body = consumer.receiveBody(byte[].class, TimeUnit.SECONDS.toMillis(2));
                    body != null;
                    body = consumer.receiveBody(byte[].class, 200)) {
                texts.add(new String(body));
            }
        }
        return texts;
    }

    private static Outgoing outgoing(String payload, Map<String, Object> properties) {
        LoggedMessage message = new LoggedMessage(
                1,
                2,
                new Origin(Origin.Kind.HUB, new UUID(0, 1).toString(), "inside", "", ""),
                "a/b",
                Qos.AT_LEAST_ONCE,
                false,
                0,
                false,
                MessageProperties.NONE,
                List.of(),
                payload.getBytes());
        return new Outgoing(message, properties);
    }

    private static List<String> names(Class<?> type) {
        return all(type)
                .map(bean -> bean.getClass().getSimpleName().replaceAll("[$_].*", ""))
                .toList();
    }

    private static <T> Stream<T> all(Class<T> type) {
        return StreamSupport.stream(CDI.current().select(type).spliterator(), false);
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    @SuppressWarnings("unchecked") // JNDI knows no types
    private static <T> T resource(String name) {
        try {
            return (T) new InitialContext().lookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static boolean lostRace(Throwable thrown) {
        return rootOf(thrown, LostRaceException.class).isPresent();
    }

    private static <T extends Throwable> Optional<T> rootOf(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = causeOf(cause)) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static Throwable causeOf(Throwable thrown) {
        return thrown instanceof EJBException wrapped && wrapped.getCausedByException() != null
                ? wrapped.getCausedByException()
                : thrown.getCause();
    }
}

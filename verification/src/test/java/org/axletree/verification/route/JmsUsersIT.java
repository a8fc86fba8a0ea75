package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 8, line 13: users of the broker belong to a project, read its queues and topics only, and create none. */
@ExtendWith(SharedAxletree.class)
class JmsUsersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private AxletreeProcess server;
    private Api api;

    @BeforeEach
    void prepare(AxletreeProcess shared) {
        server = shared;
        api = shared.api();
    }

    /** A hub with a queue and a topic, a device that speaks to both, and a user of the project. */
    private record Tenant(Device device, String destination, String userId, String password) {}

    private Tenant tenant() {
        String project = Fleet.unique("project");
        JsonNode hub = api.post(
                        "hubs",
                        "{\"name\":\"%s\",\"project_id\":\"%s\",\"product_plan\":\"plan_dedicated\"}"
                                .formatted(project, project))
                .orThrow()
                .json();
        String hubId = hub.path("id").asText();
        String destination = project.replace('-', '_');
        for (String kind : new String[] {"queue", "topic"}) {
            api.post(
                            "routes",
                            "{\"name\":\"%s\",\"hub_id\":\"%s\",\"topic\":\"%s/#\",\"jms_config\":{\"%s_name\":\"%s\"}}"
                                    .formatted(kind, hubId, kind, kind, destination))
                    .orThrow();
        }
        JsonNode created = api.post("jms-users", "{\"name\":\"reader\",\"project_id\":\"" + project + "\"}")
                .orThrow()
                .json();
        assertThat(created.at("/jms_user/project_id").asText()).isEqualTo(project);
        return new Tenant(
                server.fleet().insecureDevice(new Hub(hubId, project)),
                destination,
                created.at("/jms_user/user_name").asText(),
                created.path("password").asText());
    }

    @Test
    void user_readsItsProjectsQueueAndTopic_andNobodyElses() throws JMSException {
        Tenant one = tenant();
        Tenant other = tenant();
        try (JMSContext context = RouteConsumer.connect(server.jmsAddress(), one.userId(), one.password());
                JMSConsumer topic = context.createConsumer(context.createTopic(one.destination()));
                MqttLine line = MqttLine.plain(server).open(one.device());
                MqttLine elsewhere = MqttLine.plain(server).open(other.device())) {
            elsewhere.publishAndWait("queue/x", "secret");
            line.publishAndWait("queue/x", "into the queue");
            line.publishAndWait("topic/x", "to the topic");

            assertThat(text(topic)).isEqualTo("to the topic");
            try (JMSConsumer queue = context.createConsumer(context.createQueue(one.destination()))) {
                assertThat(text(queue)).isEqualTo("into the queue");
            }
            assertRefused(() -> context.createConsumer(context.createQueue(other.destination())));
            assertRefused(() -> Collections.list(context.createBrowser(context.createQueue(other.destination()))
                    .getEnumeration()));
            assertRefused(() -> context.createConsumer(context.createTopic(other.destination())));
            assertRefused(() -> context.createConsumer(context.createTopic("**")));
            assertRefused(() -> context.createConsumer(context.createQueue(one.destination() + "_new")));
            assertRefused(() -> context.createProducer().send(context.createQueue(one.destination()), "forged"));
            assertRefused(() -> context.createProducer().send(context.createTopic(one.destination()), "forged"));
        }
    }

    @Test
    void renewedPassword_endsConnections_andSoDoesDeletion() throws InterruptedException {
        Tenant tenant = tenant();
        String path = "jms-users/" + tenant.userId();
        JMSContext first = RouteConsumer.connect(server.jmsAddress(), tenant.userId(), tenant.password());
        CountDownLatch ended = new CountDownLatch(2);
        first.setExceptionListener(end -> ended.countDown());

        String password = api.post(path + "/renew-password", "{}")
                .orThrow()
                .json()
                .path("password")
                .asText();
        assertThatThrownBy(() -> RouteConsumer.connect(server.jmsAddress(), tenant.userId(), tenant.password()))
                .isInstanceOf(JMSRuntimeException.class);
        JMSContext second = RouteConsumer.connect(server.jmsAddress(), tenant.userId(), password);
        second.setExceptionListener(end -> ended.countDown());
        assertThat(api.get(path).text()).doesNotContain(password);
        assertThat(api.get("jms-users").text()).contains(tenant.userId()).doesNotContain(password);

        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThatThrownBy(() -> RouteConsumer.connect(server.jmsAddress(), tenant.userId(), password))
                .isInstanceOf(JMSRuntimeException.class);
    }

    /** The operator's user reads everything, and sends nothing. */
    @Test
    void operator_readsAllQueues_andSendsToNone() throws JMSException {
        Tenant tenant = tenant();
        try (JMSContext context = RouteConsumer.connect(server.jmsAddress(), "enterprise", server.jmsPassword());
                JMSConsumer queue = context.createConsumer(context.createQueue(tenant.destination()));
                MqttLine line = MqttLine.plain(server).open(tenant.device())) {
            line.publishAndWait("queue/x", "for all");
            assertThat(text(queue)).isEqualTo("for all");
            assertRefused(() -> context.createProducer().send(context.createQueue(tenant.destination()), "forged"));
        }
    }

    private interface Attempt {
        void made() throws Exception;
    }

    private static void assertRefused(Attempt attempt) {
        assertThatThrownBy(attempt::made).isInstanceOfAny(JMSRuntimeException.class, JMSException.class);
    }

    private static String text(JMSConsumer consumer) throws JMSException {
        BytesMessage message = (BytesMessage) consumer.receive(PATIENCE.toMillis());
        byte[] body = new byte[(int) message.getBodyLength()];
        message.readBytes(body);
        return new String(body);
    }
}

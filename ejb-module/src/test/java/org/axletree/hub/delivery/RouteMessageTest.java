package org.axletree.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.axletree.core.door.Sender;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;
import org.axletree.hub.PublishedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteMessageTest {
    private final Map<String, Object> written = new LinkedHashMap<>();

    @ParameterizedTest
    @CsvSource({
        "trace, mqtt_trace",
        "content-type, mqtt_content_type",
        "a b.c, mqtt_a_b_c",
        "'', mqtt_",
        "1st, mqtt_1st",
        "größe, mqtt_größe",
    })
    void propertyName_ofAUserProperty_isAJavaIdentifier(String userProperty, String name) {
        assertThat(RouteMessage.propertyName(userProperty)).isEqualTo(name);
        assertThat(name.chars().allMatch(Character::isJavaIdentifierPart)).isTrue();
    }

    @Test
    void message_ofMqtt3_hasTheTypedPropertiesOfEveryMessage() throws Exception {
        RouteMessage.of(context(), said(MessageProperties.NONE));

        assertThat(written)
                .containsExactly(
                        Map.entry("hub_id", "hub"),
                        Map.entry("hub_name", "My hub"),
                        Map.entry("device_id", "device"),
                        Map.entry("device_name", "pump"),
                        Map.entry("topic", "a/b"),
                        Map.entry("qos", 2),
                        Map.entry("retain", true),
                        Map.entry("received_at", PublishedMessage.AT));
    }

    @Test
    void message_theDeviceMayHaveSentBefore_saysSo() throws Exception {
        RouteMessage.of(context(), said(MessageProperties.NONE).sentAgain());

        assertThat(written).containsEntry("repeated", true);
    }

    @Test
    void message_ofMqtt5_carriesWhatItSaysAboutItself() throws Exception {
        RouteMessage.of(
                context(),
                said(new MessageProperties(
                        true,
                        "text/plain",
                        "answers/a",
                        new byte[] {'a', 'b', 'c'},
                        OptionalLong.of(4_294_967_295L),
                        List.of(
                                new UserProperty("trace-id", "first"),
                                new UserProperty("other", ""),
                                new UserProperty("trace-id", "second")))));

        assertThat(written)
                .containsEntry("text", true)
                .containsEntry("content_type", "text/plain")
                .containsEntry("response_topic", "answers/a")
                .containsEntry("correlation_data", "YWJj")
                .containsEntry("expiry_seconds", 4_294_967_295L)
                .containsEntry("mqtt_trace_id", "first")
                .containsEntry("mqtt_other", "");
    }

    @Test
    void message_ofMqtt5_isSilentAboutWhatWasNotSaid() throws Exception {
        RouteMessage.of(
                context(), said(new MessageProperties(false, "", "", new byte[0], OptionalLong.empty(), List.of())));

        assertThat(written).hasSize(8).containsKey("received_at");
    }

    @Test
    void message_ofANetwork_namesTheNetworkInPlaceOfADevice() throws Exception {
        Sender sender = new Sender.Network("hub", "My hub", "network", "sigfox");

        RouteMessage.of(context(), PublishedMessage.of(sender, "a/b"));

        assertThat(written)
                .containsEntry("hub_id", "hub")
                .containsEntry("hub_name", "My hub")
                .containsEntry("network_id", "network")
                .containsEntry("network_name", "sigfox")
                .doesNotContainKeys("device_id", "device_name");
    }

    @Test
    void message_ofTheHub_namesTheDeviceThatItIsAbout() throws Exception {
        RouteMessage.of(context(), PublishedMessage.of(new Sender.Hub("hub", "My hub", "device", "pump"), "a/b"));

        assertThat(written).containsEntry("device_id", "device").containsEntry("device_name", "pump");
    }

    private static PublishedMessage said(MessageProperties properties) {
        return PublishedMessage.of(PublishedMessage.sender("hub", "device"), "a/b")
                .with(Qos.EXACTLY_ONCE)
                .with(properties)
                .retained();
    }

    /** Makes messages that write their properties down. */
    private JMSContext context() {
        BytesMessage message = proxy(BytesMessage.class, (method, arguments) -> {
            if (method.equals("propertyExists")) {
                return written.containsKey(arguments[0]);
            }
            if (method.endsWith("Property")) {
                written.put((String) arguments[0], arguments[1]);
            }
            return null;
        });
        return proxy(JMSContext.class, (method, arguments) -> message);
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}

package org.axletree.hub.delivery.target.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.door.Sender;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.delivery.log.LoggedMessages;
import org.axletree.hub.delivery.target.NamedProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JmsPropertiesTest {
    private final Map<String, Object> written = new LinkedHashMap<>();

    @ParameterizedTest
    @CsvSource({
        "trace, mqtt_trace",
        "content-type, mqtt_content_type",
        "a b.c, mqtt_a_b_c",
        "'', mqtt_",
        "1st, mqtt_1st",
        "größe, mqtt_größe",
        "\uD840\uDC00, mqtt___",
    })
    void propertyName_ofAUserProperty_isAJavaIdentifier(String userProperty, String name) {
        assertThat(NamedProperties.propertyName(userProperty)).isEqualTo(name);
        assertThat(name.chars().allMatch(Character::isJavaIdentifierPart)).isTrue();
    }

    @Test
    void message_ofMqtt3_hasTheTypedPropertiesOfEveryMessage() {
        write(said(MessageProperties.NONE));

        assertThat(written)
                .containsExactly(
                        Map.entry("message_id", LoggedMessages.ID),
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
    void message_theDeviceMayHaveSentBefore_saysSo() {
        write(said(MessageProperties.NONE).sentAgain());

        assertThat(written).containsEntry("repeated", true);
    }

    @Test
    void message_ofMqtt5_carriesWhatItSaysAboutItself() {
        write(said(new MessageProperties(
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
                .containsEntry("mqtt_other", "")
                .containsEntry(
                        "mqtt_user_properties",
                        "[[\"trace-id\",\"first\"],[\"other\",\"\"],[\"trace-id\",\"second\"]]");
    }

    /** Contract B2. */
    @Test
    void userProperties_whoseNamesFallTogether_areAllInOneText() {
        write(said(
                properties(new UserProperty("a-b", "1"), new UserProperty("a_b", "2"), new UserProperty("a.b", "3"))));

        assertThat(written)
                .containsEntry("mqtt_a_b", "1")
                .containsEntry("mqtt_user_properties", "[[\"a-b\",\"1\"],[\"a_b\",\"2\"],[\"a.b\",\"3\"]]");
    }

    @Test
    void userProperties_withNamesOfTheirOwn_areInNoText() {
        write(said(properties(new UserProperty("a", "1"), new UserProperty("b", "2"))));

        assertThat(written).doesNotContainKey("mqtt_user_properties");
    }

    @Test
    void userProperty_namedLikeTheTextOfAll_doesNotHideIt() {
        write(said(properties(new UserProperty("user_properties", "1"))));

        assertThat(written).containsEntry("mqtt_user_properties", "[[\"user_properties\",\"1\"]]");
    }

    /** JMS tells the length of a text in two bytes, and counts an emoji as six. */
    @Test
    void text_thatNoJmsClientCouldRead_isAProblem() {
        String emoji = "\uD83D\uDE00";

        assertThat(problem(emoji.repeat(10_922))).isEmpty();
        assertThat(problem(emoji.repeat(10_923)))
                .contains("topic has 65538 bytes in Java's modified UTF-8 (JMS: at most 65535)");
    }

    private static Optional<String> problem(String topic) {
        return JmsProperties.problemWith(NamedProperties.of(
                LoggedMessages.of(PublishedMessage.of(PublishedMessage.sender("hub", "device"), topic))));
    }

    private static MessageProperties properties(UserProperty... userProperties) {
        return new MessageProperties(false, "", "", new byte[0], OptionalLong.empty(), List.of(userProperties));
    }

    @Test
    void message_ofMqtt5_isSilentAboutWhatWasNotSaid() {
        write(said(new MessageProperties(false, "", "", new byte[0], OptionalLong.empty(), List.of())));

        assertThat(written).hasSize(9).containsKey("received_at");
    }

    @Test
    void message_ofANetwork_namesTheNetworkInPlaceOfADevice() {
        Sender sender = new Sender.Network("hub", "My hub", "network", "sigfox");

        write(PublishedMessage.of(sender, "a/b"));

        assertThat(written)
                .containsEntry("hub_id", "hub")
                .containsEntry("hub_name", "My hub")
                .containsEntry("network_id", "network")
                .containsEntry("network_name", "sigfox")
                .doesNotContainKeys("device_id", "device_name");
    }

    @Test
    void message_ofTheHub_namesTheDeviceThatItIsAbout() {
        write(PublishedMessage.of(new Sender.Hub("hub", "My hub", "device", "pump"), "a/b"));

        assertThat(written).containsEntry("device_id", "device").containsEntry("device_name", "pump");
    }

    private static PublishedMessage said(MessageProperties properties) {
        return PublishedMessage.of(PublishedMessage.sender("hub", "device"), "a/b")
                .with(Qos.EXACTLY_ONCE)
                .with(properties)
                .retained();
    }

    private void write(PublishedMessage message) {
        written.clear();
        written.putAll(NamedProperties.of(LoggedMessages.of(message)));
    }
}

package org.axletree.core.message;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What an MQTT 5 message says about itself (MQTT 5 section 3.3.2.3).
 *
 * @param text whether the payload is UTF-8 text: payload format indicator 1
 * @param contentType empty if it has none
 * @param responseTopic where an answer is expected; empty if nowhere
 * @param correlationData what an answer has to carry back; empty if nothing
 * @param expirySeconds how long it is of use, from its receipt on; empty if for ever
 * @param userProperties in the order they came; names may repeat
 */
public record MessageProperties(
        boolean text,
        String contentType,
        String responseTopic,
        byte[] correlationData,
        OptionalLong expirySeconds,
        List<UserProperty> userProperties) {

    /** Of a message that says nothing: every message of MQTT 3. */
    public static final MessageProperties NONE =
            new MessageProperties(false, "", "", new byte[0], OptionalLong.empty(), List.of());

    public MessageProperties {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(responseTopic, "responseTopic");
        Objects.requireNonNull(expirySeconds, "expirySeconds");
        correlationData = correlationData.clone();
        userProperties = List.copyOf(userProperties);
    }

    @Override
    public byte[] correlationData() {
        return correlationData.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageProperties that
                && text == that.text
                && contentType.equals(that.contentType)
                && responseTopic.equals(that.responseTopic)
                && Arrays.equals(correlationData, that.correlationData)
                && expirySeconds.equals(that.expirySeconds)
                && userProperties.equals(that.userProperties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                text, contentType, responseTopic, Arrays.hashCode(correlationData), expirySeconds, userProperties);
    }
}

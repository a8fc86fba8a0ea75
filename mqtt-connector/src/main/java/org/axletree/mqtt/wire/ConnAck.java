package org.axletree.mqtt.wire;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.axletree.core.message.Qos;

/**
 * What the CONNACK tells a client that was let in (MQTT 5 section 3.2.2.3); MQTT 3 knows but the first.
 *
 * @param sessionPresent whether an earlier session goes on
 * @param sessionExpirySeconds if it is not what the client asked for
 * @param receiveMaximum most messages of QoS 1 and 2 that the client may have on the way
 * @param maximumQos highest quality of service that the client may publish with
 * @param retainAvailable whether messages may be retained
 * @param maximumPacketSize the largest packet that the client may send
 * @param assignedClientId if the client sent none
 * @param topicAliasMaximum highest topic alias that the client may use
 * @param serverKeepAliveSeconds if it is not what the client asked for
 * @param responseInformation if the client asked for it
 * @param authentication how it proved itself, and what proves the server to it; empty where CONNECT had no method
 */
public record ConnAck(
        boolean sessionPresent,
        OptionalLong sessionExpirySeconds,
        int receiveMaximum,
        Qos maximumQos,
        boolean retainAvailable,
        int maximumPacketSize,
        Optional<String> assignedClientId,
        int topicAliasMaximum,
        OptionalInt serverKeepAliveSeconds,
        Optional<String> responseInformation,
        Optional<AuthenticationFields> authentication) {

    PropertyList properties() {
        PropertyList list = new PropertyList();
        sessionExpirySeconds.ifPresent(seconds -> list.number(Property.SESSION_EXPIRY, seconds));
        list.number(Property.RECEIVE_MAXIMUM, receiveMaximum);
        if (maximumQos != Qos.EXACTLY_ONCE) {
            list.number(Property.MAXIMUM_QOS, maximumQos.level());
        }
        if (!retainAvailable) {
            list.number(Property.RETAIN_AVAILABLE, 0);
        }
        list.number(Property.MAXIMUM_PACKET_SIZE, maximumPacketSize);
        assignedClientId.ifPresent(id -> list.text(Property.ASSIGNED_CLIENT_ID, id));
        list.number(Property.TOPIC_ALIAS_MAXIMUM, topicAliasMaximum);
        serverKeepAliveSeconds.ifPresent(seconds -> list.number(Property.SERVER_KEEP_ALIVE, seconds));
        responseInformation.ifPresent(information -> list.text(Property.RESPONSE_INFORMATION, information));
        authentication.ifPresent(fields -> fields.addTo(list));
        return list;
    }
}

package org.axletree.mqtt.connection;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.axletree.core.door.Admission;
import org.axletree.core.door.PublishingRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Share;
import org.axletree.mqtt.session.Session;
import org.axletree.mqtt.wire.MqttVersion;
import org.axletree.mqtt.wire.PacketException;
import org.axletree.mqtt.wire.PublishReader;

/** PUBLISH (MQTT 5 section 3.3) of one connection. */
final class PublishHandler {
    private final PublishReader publish;
    private final boolean receiveMaximum;

    /** @param share takes room for the topics that are remembered */
    PublishHandler(MqttVersion version, Share share) {
        publish = new PublishReader(version, share);
        receiveMaximum = version == MqttVersion.MQTT_5;
    }

    void handle(Session session, int first, ByteBuf buffer, int from, int to) {
        Admission.Admitted rights = session.rights();
        publish.read(first, buffer, from, to, rights.limits().maxTopicAliases());
        int payloadFrom = publish.payloadFrom();
        requireWithin(rights, to - payloadFrom);
        requirePermitted(rights);
        if (receiveMaximum && publish.qos() != Qos.AT_MOST_ONCE) {
            requireRoom(session, rights.limits());
        }
        session.publish(publish, buffer.retainedSlice(payloadFrom, to - payloadFrom));
    }

    private void requireWithin(Admission.Admitted rights, int payloadSize) {
        SessionLimits limits = rights.limits();
        Optional<Reason> problem = PublishingRules.problemWithSize(
                rights,
                payloadSize,
                publish.topic().bytes().length,
                publish.topic().levels());
        refuseBecauseOf(problem);
        if (publish.userProperties() > limits.maxUserProperties()) {
            throw new PacketException(
                    Reason.QUOTA_EXCEEDED,
                    "user properties: " + publish.userProperties() + " (expected: at most " + limits.maxUserProperties()
                            + ")");
        }
    }

    private void requirePermitted(Admission.Admitted rights) {
        // scaleway.md A4; MQTT-3.2.2-11
        refuseBecauseOf(PublishingRules.problemWithQos(rights, publish.qos()));
        if (publish.retain()) {
            // scaleway.md A4; MQTT-3.2.2-14
            refuseBecauseOf(PublishingRules.problemWithRetain(rights));
        }
    }

    private void refuseBecauseOf(Optional<Reason> problem) {
        if (problem.isPresent()) {
            throw new PacketException(problem.get(), publish.topic().text());
        }
    }

    private static void requireRoom(Session session, SessionLimits limits) {
        if (session.unacknowledged() >= limits.maxReceived()) {
            // MQTT-3.3.4-7
            throw new PacketException(
                    Reason.RECEIVE_MAXIMUM_EXCEEDED,
                    "more than " + limits.maxReceived() + " without PUBACK or PUBCOMP");
        }
    }
}

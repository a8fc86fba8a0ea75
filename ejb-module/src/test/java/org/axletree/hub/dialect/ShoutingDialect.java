package org.axletree.hub.dialect;

import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.door.SessionRules;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;

/**
 * A dialect that has everything a dialect may: what follows a {@code !} in a topic is not the topic's, {@code $shout/ask/…} is
 * asked of the hub, and below {@code far/} nobody may speak.
 */
public final class ShoutingDialect implements Dialect {
    public static final String NAME = "shouting";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> hubTopics() {
        return List.of("$shout/");
    }

    @Override
    public SessionRules rules(DeviceIdentity device) {
        return SessionRules.MQTT;
    }

    @Override
    public Reading read(Sender.Device sender, Publication publication) {
        String topic = publication.topic();
        if (topic.startsWith("far/")) {
            return new Reading.Refused(Reason.INVALID_TOPIC, true);
        }
        if (topic.startsWith("$shout/ask/")) {
            return Reading.REQUEST;
        }
        int end = topic.indexOf('!');
        return end < 0
                ? Reading.AS_IS
                : new Reading.Canonical(new HubMessage(
                        topic.substring(0, end), publication.qos(), false, publication.receivedAt(), new byte[] {'!'}));
    }

    @Override
    public Reply answer(Publication request) {
        return reply(request, Optional.empty());
    }

    @Override
    public Reply decline(Publication request, Reason reason) {
        return reply(request, Optional.of(reason));
    }

    private static Reply reply(Publication request, Optional<Reason> refusal) {
        HubMessage message = new HubMessage(
                request.topic(), Qos.AT_MOST_ONCE, false, request.receivedAt(), new byte[0], MessageProperties.NONE);
        return new Reply(message, refusal);
    }
}

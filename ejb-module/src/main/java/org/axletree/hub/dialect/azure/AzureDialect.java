package org.axletree.hub.dialect.azure;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.door.SessionRules;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.Dialect;
import org.axletree.hub.dialect.Reading;

/**
 * What devices of Azure's dialect say: messages to one topic of their own, with a bag of properties at its end, and requests
 * to the hub. Whatever else they say ends their connection (docs/reference/dialects/azure.md, 4).
 */
@Dependent
public class AzureDialect implements Dialect {
    /** The short name by which the registry knows the dialect. */
    public static final String NAME = "azure";

    /** The largest message, with its properties, in bytes. */
    private static final int MOST_BYTES = 256 * 1024;

    /** Azure allows five; a client that crossed over from elsewhere may have more. */
    private static final int MOST_SUBSCRIPTIONS = 50;

    private static final int LONGEST_KEEP_ALIVE_SECONDS = 1_767;
    private static final int NOT_AUTHORIZED = 5;

    private static final SessionRules RULES = new SessionRules(
            SessionRules.Retention.STRIPPED,
            true,
            Qos.AT_LEAST_ONCE,
            Qos.AT_LEAST_ONCE,
            MOST_BYTES,
            new SessionRules.KeepAlive(0, LONGEST_KEEP_ALIVE_SECONDS, true),
            List.of(),
            true,
            false,
            OptionalLong.empty(),
            OptionalInt.of(NOT_AUTHORIZED),
            SessionRules.ForeignTopic.CUT,
            MOST_SUBSCRIPTIONS);

    private static final Reading FOREIGN = new Reading.Refused(Reason.TOPIC_UNAUTHORIZED, true);
    private static final Reading UNREADABLE = new Reading.Refused(Reason.INVALID_TOPIC, true);
    private static final Reading TOO_LARGE = new Reading.Refused(Reason.PAYLOAD_TOO_LARGE, true);

    private final AzureRequests requests;

    @Inject
    public AzureDialect(AzureRequests requests) {
        this.requests = requests;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> hubTopics() {
        return List.of(AzureTopics.HUB);
    }

    @Override
    public SessionRules rules(DeviceIdentity device) {
        return RULES;
    }

    @Override
    public Reading read(Sender.Device sender, Publication publication) {
        String topic = publication.topic();
        String device = sender.rights().identity().deviceName();
        if (topic.startsWith(AzureTopics.HUB)) {
            return RequestTopic.of(topic).isPresent() ? Reading.REQUEST : FOREIGN;
        }
        if (!AzureTopics.isEvents(topic, device)) {
            return FOREIGN;
        }
        int bagAt = AzureTopics.eventsLength(device);
        String said = PropertyBag.trimmed(topic.substring(bagAt));
        if (publication.payloadSize() + said.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return TOO_LARGE;
        }
        Optional<PropertyBag> bag = PropertyBag.parse(said);
        if (bag.isEmpty()) {
            return UNREADABLE;
        }
        String canonical = topic.length() == bagAt + 1 ? topic : topic.substring(0, bagAt) + "/";
        return new Reading.Canonical(AzureTelemetry.of(
                publication, canonical, bag.get(), sender.rights().authMethod()));
    }

    @Override
    public Reply answer(Publication request) {
        return requests.answer(request);
    }

    @Override
    public Reply decline(Publication request, Reason reason) {
        return requests.decline(request, reason);
    }
}

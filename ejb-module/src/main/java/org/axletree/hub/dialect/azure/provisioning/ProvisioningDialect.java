package org.axletree.hub.dialect.azure.provisioning;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.door.SessionRules;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.dialect.Dialect;
import org.axletree.hub.dialect.Reading;

/** What somebody says who is no device yet: a request for a hub, and nothing else. */
@Dependent
public class ProvisioningDialect implements Dialect {
    /** Of connections, not of devices: nobody is registered with it. */
    public static final String NAME = "azure-provisioning";

    /** What such a connection may hear. */
    public static final MessageFilter HEARS =
            new MessageFilter(FilterPolicy.ACCEPT, List.of(TopicFilter.of(RegistrationTopic.ANSWERS + "#")));

    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_SUBSCRIPTIONS = 5;
    private static final int LONGEST_KEEP_ALIVE_SECONDS = 1_767;
    private static final int NOT_AUTHORIZED = 5;

    private static final SessionRules RULES = new SessionRules(
            SessionRules.Retention.STRIPPED,
            false,
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

    private final ProvisioningRequests requests;

    @Inject
    public ProvisioningDialect(ProvisioningRequests requests) {
        this.requests = requests;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> hubTopics() {
        return List.of(RegistrationTopic.HUB);
    }

    @Override
    public SessionRules rules(DeviceIdentity device) {
        return RULES;
    }

    @Override
    public Reading read(Sender.Device sender, Publication publication) {
        return RegistrationTopic.of(publication.topic()).isPresent() ? Reading.REQUEST : FOREIGN;
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

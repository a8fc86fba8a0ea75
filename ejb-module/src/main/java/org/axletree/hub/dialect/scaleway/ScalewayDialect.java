package org.axletree.hub.dialect.scaleway;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.door.SessionRules;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.Dialect;
import org.axletree.hub.dialect.Reading;

/** Topics as they are; below {@code $SCW/} the hub speaks, and hears what devices ask of their twins. */
@Dependent
public class ScalewayDialect implements Dialect {
    private static final Reading UNAUTHORIZED = new Reading.Refused(Reason.TOPIC_UNAUTHORIZED, false);

    private final TwinRequests twins;

    @Inject
    public ScalewayDialect(TwinRequests twins) {
        this.twins = twins;
    }

    @Override
    public String name() {
        return Admission.Admitted.DEFAULT_DIALECT;
    }

    @Override
    public List<String> hubTopics() {
        return List.of(ScalewayTopics.ROOT);
    }

    @Override
    public SessionRules rules(DeviceIdentity device) {
        return SessionRules.MQTT;
    }

    @Override
    public Reading read(Sender.Device sender, Publication publication) {
        String topic = publication.topic();
        return topic.startsWith(ScalewayTopics.TWINS) ? readTwin(sender.rights(), topic) : Reading.AS_IS;
    }

    /** To one's own twin lead two topics; what a list rejects under one of them is rejected under the other. */
    private static Reading readTwin(Admission.Admitted device, String topic) {
        Optional<TwinTopic> request = TwinTopic.of(topic);
        if (request.isEmpty()) {
            return Reading.AS_IS; // and refused by the dispatcher: below these topics only the hub speaks
        }
        MessageFilter filter = device.filters().publish();
        String alias = request.get().alias(device.identity().deviceId());
        return filter.policy() == FilterPolicy.ACCEPT || filter.permitsTopic(alias) ? Reading.REQUEST : UNAUTHORIZED;
    }

    @Override
    public Reply answer(Publication request) {
        return twins.answer(request);
    }

    @Override
    public Reply decline(Publication request, Reason reason) {
        return twins.decline(request, reason);
    }
}

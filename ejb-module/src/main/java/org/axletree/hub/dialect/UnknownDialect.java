package org.axletree.hub.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.door.SessionRules;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;

/** In the place of a dialect that is not there: what nobody understands is refused. */
final class UnknownDialect implements Dialect {
    static final Dialect INSTANCE = new UnknownDialect();

    private static final Reading REFUSED = new Reading.Refused(Reason.INTERNAL_ERROR, true);

    private UnknownDialect() {}

    @Override
    public String name() {
        return "unknown";
    }

    @Override
    public List<String> hubTopics() {
        return List.of();
    }

    @Override
    public SessionRules rules(DeviceIdentity device) {
        return SessionRules.MQTT;
    }

    @Override
    public Reading read(Sender.Device sender, Publication publication) {
        return REFUSED;
    }

    @Override
    public Reply answer(Publication request) {
        return decline(request, Reason.INTERNAL_ERROR);
    }

    @Override
    public Reply decline(Publication request, Reason reason) {
        byte[] text = reason.text().getBytes(StandardCharsets.UTF_8);
        HubMessage message = new HubMessage(request.topic(), request.qos(), false, System.currentTimeMillis(), text);
        return new Reply(message, Optional.of(reason));
    }
}

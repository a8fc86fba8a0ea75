package org.axletree.hub.delivery.target.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.axletree.core.message.UserProperty;
import org.axletree.hub.delivery.log.LoggedMessage;

/**
 * Where a message has been, so that it never goes back there. A hub that sends it over a bridge writes its id on it, in a user
 * property, and takes no message that has its own. That ends every circle of hubs, whatever brokers are between them, as long as
 * these pass user properties on (MQTT 5). Of a message that came over a bridge the hub also remembers the broker, which may know
 * nothing of this, and sends it to that one by no route.
 */
final class BridgeTrail {
    /** One for each hub that sent the message over a bridge. */
    static final String HUB = "axletree-via";

    /** The same at each try: whoever must not act twice keeps those of what is done. */
    static final String MESSAGE = "axletree-message-id";

    /** What routes are told of a message that came in: the broker. */
    static final String FROM = "bridge_from";

    private BridgeTrail() {}

    static boolean wasIn(String hubId, List<UserProperty> said) {
        return said.stream()
                .anyMatch(property ->
                        property.name().equals(HUB) && property.value().equals(hubId));
    }

    /** Whether a message goes no further: this party has it already, or the hub has sent it over a bridge before. */
    static boolean ends(String party, LoggedMessage message) {
        return message.annotations().stream()
                        .anyMatch(property ->
                                property.name().equals(FROM) && property.value().equals(party))
                || wasIn(message.origin().hubId(), message.properties().userProperties());
    }

    /** What a message says when it leaves a hub. */
    static List<UserProperty> leaving(LoggedMessage message) {
        List<UserProperty> said = new ArrayList<>(message.properties().userProperties());
        said.removeIf(property -> property.name().equals(MESSAGE));
        message.enrichment().forEach((name, value) -> said.add(new UserProperty(name, value)));
        said.add(new UserProperty(HUB, message.origin().hubId()));
        said.add(new UserProperty(MESSAGE, message.id()));
        return said;
    }
}

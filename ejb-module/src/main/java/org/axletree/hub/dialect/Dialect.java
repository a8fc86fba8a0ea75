package org.axletree.hub.dialect;

import java.util.List;
import java.util.Optional;
import org.axletree.core.door.ObjectReport;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.door.SessionRules;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;

/**
 * How the devices of one cloud speak: which of their topics mean what, what of it is a request to the hub, and what their
 * sessions obey. The hub itself knows canonical messages only.
 *
 * <p>To add one, write a bean in a package of its own; {@link Dialects} finds it. Let its scope be {@code @Dependent}: then
 * no proxy stands before {@link #read}, which is called for every message.
 */
public interface Dialect {
    /** The short name that devices are registered with, as {@code scaleway}. */
    String name();

    /**
     * The beginnings of topics below which only the hub speaks, each from {@code $} to {@code /}. A message of any device, of whatever dialect, that would be
     * passed on below one of them is refused: subscribers would take it for the hub's.
     */
    List<String> hubTopics();

    /** What the sessions of a device obey. Called for each admission. */
    SessionRules rules(DeviceIdentity device);

    /**
     * What a message of a device means. Called on event loops for every message: reads memory only, takes no lock, and
     * allocates nothing where the message is {@link Reading#AS_IS}. The device's filter is asked afterwards, about the
     * canonical topic.
     */
    Reading read(Sender.Device sender, Publication publication);

    /**
     * What a device says as a message of the hub that said something of its objects (LwM2M). Empty if the dialect has no words for it.
     */
    default Optional<HubMessage> reported(DeviceIdentity device, ObjectReport report) {
        return Optional.empty();
    }

    /** Carries out a request ({@link Reading.Request}) and commits what it changes. May block on the database. */
    Reply answer(Publication request);

    /** What a device is told whose request is not carried out. Reads memory only. */
    Reply decline(Publication request, Reason reason);
}

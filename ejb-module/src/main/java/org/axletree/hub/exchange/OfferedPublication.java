package org.axletree.hub.exchange;

import java.util.List;
import java.util.Objects;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Sender;
import org.axletree.core.message.Message;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;

/**
 * A message that came through no door, with whoever says it.
 *
 * @param rehearsed whether nobody says it, and somebody only asks what would become of it
 */
public record OfferedPublication(Sender sender, Message message, boolean rehearsed) implements Publication {
    public OfferedPublication {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String topic() {
        return message.topic();
    }

    @Override
    public Qos qos() {
        return message.qos();
    }

    @Override
    public boolean retain() {
        return message.retain();
    }

    @Override
    public long receivedAt() {
        return message.receivedAt();
    }

    @Override
    public byte[] payload() {
        return message.payload();
    }

    @Override
    public int payloadSize() {
        return message.payloadSize();
    }

    @Override
    public MessageProperties properties() {
        return message.properties();
    }

    @Override
    public List<UserProperty> annotations() {
        return message.annotations();
    }
}

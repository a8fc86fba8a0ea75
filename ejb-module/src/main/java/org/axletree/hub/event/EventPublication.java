package org.axletree.hub.event;

import org.axletree.core.door.Publication;
import org.axletree.core.door.Sender;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;

/**
 * An event on its way to a route's queue.
 *
 * @param sender the hub, and the device it is about
 */
record EventPublication(HubMessage message, Sender sender) implements Publication {
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
}

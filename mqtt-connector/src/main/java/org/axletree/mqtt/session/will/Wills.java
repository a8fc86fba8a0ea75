package org.axletree.mqtt.session.will;

import org.axletree.door.pressure.Footprint;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.store.StoredWill;
import org.axletree.mqtt.wire.RawProperties;
import org.axletree.mqtt.wire.TopicName;
import org.axletree.mqtt.wire.Will;

/** Wills on their way into the store and out of it. */
public final class Wills {
    private Wills() {}

    /** Roughly what it takes in memory and in the store. */
    public static int size(Will will) {
        return Footprint.message(
                will.topic().bytes().length, will.properties().forwarded().length, will.payload().length);
    }

    static StoredWill stored(Will will) {
        RawProperties properties = will.properties();
        return new StoredWill(
                new StoredMessage(
                        0,
                        will.topic().text(),
                        will.qos(),
                        will.retain(),
                        0,
                        StoredMessage.NEVER,
                        properties.forwarded(),
                        will.payload()),
                will.delaySeconds(),
                properties.expirySeconds() == RawProperties.NEVER ? 0 : properties.expirySeconds() + 1);
    }

    static Will of(StoredWill stored) {
        StoredMessage message = stored.message();
        // One more than it is, so that 0 can stand for none.
        long expiry = stored.expirySeconds() == 0 ? RawProperties.NEVER : stored.expirySeconds() - 1;
        return new Will(
                TopicName.of(message.topic()),
                message.qos(),
                message.retain(),
                message.payload(),
                RawProperties.of(expiry, message.properties()),
                stored.delaySeconds());
    }
}

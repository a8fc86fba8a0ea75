package org.axletree.mqtt.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.message.UserProperty;

/** The properties of a packet that comes now and then; those of PUBLISH are read by {@link PublishProperties}. */
final class Properties {
    static final Properties NONE = new Properties();

    private final Map<Property, Object> values = new EnumMap<>(Property.class);
    private final List<UserProperty> userProperties = new ArrayList<>();

    private Properties() {}

    /** Reads the length and the list that follows. */
    static Properties read(Fields packet, Property.Place place) {
        int length = packet.variableInteger("length of the properties");
        return length == 0 ? NONE : readBare(packet.part(length, "properties"), place);
    }

    /** Reads a list that fills the fields. */
    static Properties readBare(Fields list, Property.Place place) {
        Properties read = new Properties();
        while (list.hasMore()) {
            Property property = Property.of(list.variableInteger("property"), place);
            if (property == Property.USER_PROPERTY && place != Property.Place.PUBLISH) {
                // Checked, and of no use to anybody.
                list.pass(property);
            } else {
                read.add(property, list);
            }
        }
        return read;
    }

    private void add(Property property, Fields list) {
        String name = property.name();
        if (property == Property.USER_PROPERTY) {
            userProperties.add(new UserProperty(list.text(name), list.text(name)));
            return;
        }
        Object value =
                switch (property.type()) {
                    case ONE_BYTE -> (long) list.oneByte(name);
                    case TWO_BYTES -> (long) list.twoBytes(name);
                    case FOUR_BYTES -> list.fourBytes(name);
                    case VARIABLE -> (long) list.variableInteger(name);
                    case TEXT, PAIR -> list.text(name);
                    case BINARY -> list.binary(name);
                };
        if (values.put(property, value) != null) {
            throw PacketException.protocolError(name + " twice (expected: at most once)");
        }
    }

    boolean has(Property property) {
        return values.containsKey(property);
    }

    long number(Property property, long otherwise) {
        return values.get(property) instanceof Long number ? number : otherwise;
    }

    /** @throws PacketException if it is not within the range */
    long number(Property property, long otherwise, long lowest, long highest) {
        long number = number(property, otherwise);
        if (number < lowest || number > highest) {
            throw PacketException.protocolError(
                    property + ": " + number + " (expected: " + lowest + " to " + highest + ")");
        }
        return number;
    }

    Optional<String> text(Property property) {
        return values.get(property) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<byte[]> binary(Property property) {
        return values.get(property) instanceof byte[] bytes ? Optional.of(bytes) : Optional.empty();
    }

    /** Of a message; those of other packets are not kept. */
    List<UserProperty> userProperties() {
        return userProperties;
    }
}

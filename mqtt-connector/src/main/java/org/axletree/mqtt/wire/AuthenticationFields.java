package org.axletree.mqtt.wire;

/** Authentication method and data, as they stand together in AUTH and CONNACK (MQTT 5 sections 3.15.2.2 and 3.2.2.3.17). */
public record AuthenticationFields(String method, byte[] data) {
    PropertyList addTo(PropertyList list) {
        return list.text(Property.AUTHENTICATION_METHOD, method).binary(Property.AUTHENTICATION_DATA, data);
    }

    @Override
    public String toString() {
        return "AuthenticationFields[" + method + "]";
    }
}

package org.axletree.core.outcome;

import java.util.Locale;

/**
 * Why something was refused, dropped or closed. One list for the code on the wire, the label of a metric, the text of an
 * event and the message of an API error, so that a device's owner finds the same word everywhere.
 *
 * <p>The texts are Scaleway's where it has one (scaleway.md section 2, Events). The CONNACK codes of MQTT 3.1.1 follow
 * scaleway.md 0.13: 2 for no usable identity, 3 for a hub that is not ready, 5 for a refusal by policy.
 */
public enum Reason {
    // Who are you?
    UNIDENTIFIED("could not identify device", 2, 0x87),
    INVALID_CERTIFICATE("invalid device certificate", 5, 0x87),
    CERTIFICATE_EXPIRED("device certificate has expired or is not yet valid", 5, 0x87),
    CERTIFICATE_WITHOUT_NAME("certificate common name cannot be empty", 5, 0x87),
    CERTIFICATE_CHAIN_INCOMPLETE("device certificate came without the chain up to the hub's authority", 5, 0x87),
    CERTIFICATE_WEAK(
            "a certificate has too weak a key or signature (expected: RSA of 2048 to 8192 bits, EC on P-256, P-384 or P-521,"
                    + " Ed25519 or Ed448; signed with SHA-256 or better)",
            5,
            0x87),
    CERTIFICATE_CLAIMED(
            "device certificate is claimed for several devices (expected: the device's id as user name, or a proof of the key)",
            5,
            0x87),
    KEY_KIND_NOT_OFFERED(
            "the device's key may be of a kind that was not offered: its next connection from this address is offered more",
            -1,
            0x00),
    CERTIFICATE_REPLACED("device certificate has been replaced or revoked", 5, 0x98),
    DEVICE_PROVISIONED("device was auto-provisioned", -1, 0x00),
    DEVICE_NOT_PROVISIONED("device could not be auto-provisioned", 5, 0x87),
    DEVICE_NAME_TAKEN("the ID that the enrollment gives is that of a device of another kind", -1, 0x87),
    MUTUAL_TLS_REQUIRED("mutual TLS authentication is required", 5, 0x87),
    TLS_REQUIRED("TLS is required for passwords and tokens", 5, 0x87),
    NOT_AUTHORIZED("not authorized", 5, 0x87),
    CREDENTIAL_REQUIRED("the device has to prove itself by its key, secret or certificate", 5, 0x87),
    CREDENTIAL_MALFORMED("token is malformed", 5, 0x87),
    CREDENTIAL_EXPIRED("token has expired", 5, 0x87),
    SIGNATURE_WRONG("signature of the token is wrong", 5, 0x87),
    SCOPE_WRONG("resource (sr) of the token is not the device that connects", 5, 0x87),
    POLICY_UNKNOWN("policy (skn) of the token is unknown or has no right to connect", 5, 0x87),
    CLIENT_ID_WRONG("client identifier and user name do not name the same device", 5, 0x87),
    PASSWORD_WRONG("password (HMAC-SHA256 of the secret) is wrong", 4, 0x86),
    USER_PASSWORD_WRONG("password of the user name is wrong", 5, 0x86),
    PASSWORD_UNSEEN(
            "the hub knows the password by its hash only: SCRAM-SHA-256 is there from the first login by the password itself on",
            5,
            0x87),
    AUTHENTICATION_DATA_INVALID("authentication data is not the message of SCRAM-SHA-256 that is due", 5, 0x87),
    AUTHENTICATION_TIMEOUT("the exchange of authentication data did not end in time", 5, 0x87),
    STAMP_WRONG("time stamp of the password is more than an hour away from the hub's clock", 4, 0x86),
    DEVICE_UNKNOWN("user name is no device", 4, 0x86),
    CLIENT_ID_FORM_WRONG("client identifier has not the form of the device's cloud", 2, 0x85),
    KEEP_ALIVE_OUT_OF_RANGE("keep-alive is out of the range that the device's cloud allows", 2, 0x83),
    CHILD_CONNECTS("the device stands behind a gateway, which connects for it", 5, 0x87),
    CLOCK_SKEWED("the device's clock seems to be minutes off: its logins may begin to fail", -1, 0x00),
    CREDENTIAL_RESET("secret or fingerprint of the device was reset", 5, 0x98),
    CREDENTIAL_KIND_WRONG(
            "the device proves itself in another way: see its certificate and keys (credential)", 5, 0x87),
    DTLS_REQUIRED("the device has to come over DTLS with its key (secure_access)", 5, 0x87),
    DTLS_NOT_FOR_DEVICE("the device has no key: it comes without DTLS (secure_access is false)", 5, 0x87),
    PRESHARED_KEY_WRONG("the DTLS handshake did not end: the device has another key than the hub", 5, 0x87),
    ENDPOINT_NAME_WRONG("endpoint name (ep) is not the identity of the key", 5, 0x87),
    ENDPOINT_NAME_UNKNOWN("endpoint name (ep) is no device", 5, 0x87),
    LOGIN_THROTTLED("too many wrong credentials: the device has to wait", 5, 0x87),
    PLAN_UNSUITABLE("service level: devices of other clouds need the dedicated plan", 5, 0x83),
    DEVICE_DELETED("device is deleted", 5, 0x87),
    DEVICE_MOVED("device was moved to another hub", 5, 0x98),
    DEVICE_DISABLED("device is not enabled", 5, 0x87),
    DEVICE_SECURITY_RAISED("device security has changed, requires authentication", 5, 0x98),
    HUB_DISABLED("hub is not ready", 3, 0x88),
    HUB_DELETED("hub is deleted", 5, 0x87),
    HUB_MOVED("hub has moved to another server", 3, 0x9D),
    CLIENT_ID_TAKEN("client identifier is used by another device", 2, 0x85),
    CLIENT_ID_REQUIRED("an empty client identifier needs a clean session", 2, 0x85),
    CLIENT_ID_TOO_LONG("client identifier is too long", 2, 0x85),
    AUTHENTICATION_METHOD_UNSUPPORTED("authentication method is not supported", 5, 0x8C),
    PLAN_NEEDS_CLEAN_SESSION("service level: \"clean session\" flag is mandatory to connect to a shared hub", 5, 0x83),
    TOO_MANY_CONNECTIONS("too many connections", 3, 0x97),
    TOO_MANY_CONNECTS("the device connects too often", 3, 0x9F),

    // What may you do?
    FILTER_TEMPLATE_INVALID("message filter cannot be filled in", -1, 0x00),
    TOPIC_UNAUTHORIZED("unauthorized topic", -1, 0x87),
    EMPTY_TOPIC("empty topics are not authorized", -1, 0x90),
    INVALID_TOPIC("invalid topic", -1, 0x90),
    INVALID_FILTER("invalid topic filter", -1, 0x8F),
    WILL_UNSUPPORTED("wills are not supported", 5, 0x83),
    PLAN_FORBIDS_PUBLISH_QOS_1("service level: publishing QoS 1 messages is forbidden on a shared hub", -1, 0x9B),
    PLAN_FORBIDS_PUBLISH_QOS_2("service level: publishing QoS 2 messages is forbidden on a shared hub", -1, 0x9B),
    PLAN_FORBIDS_SUBSCRIBE_QOS("service level: subscribing with QoS 1-2 is forbidden on a shared hub", -1, 0x83),
    PLAN_FORBIDS_RETAIN("service level: publishing retained messages is forbidden on a shared hub", 5, 0x9A),
    QOS_FORBIDDEN("quality of service is not one that the device's cloud takes", -1, 0x9B),
    TOPIC_FOREIGN("topic is not one of the device's own", -1, 0x87),
    TOPIC_TOO_LONG("topic is longer than the device's cloud takes", -1, 0x90),
    PAYLOAD_MALFORMED("payload cannot be read", -1, 0x99),
    RETAIN_FORBIDDEN("the device's cloud takes no retained messages", 5, 0x9A),
    PAYLOAD_TOO_LARGE("service level: message payload is too large", -1, 0x95),
    QUOTA_EXCEEDED("quota exceeded", -1, 0x97),
    STORAGE_EXCEEDED("the hub's room for sessions, subscriptions and messages is used up", 3, 0x97),
    MEMORY_EXCEEDED("the server's memory for what it keeps is used up", 3, 0x97),
    PUBLISHING_TOO_FAST("the device publishes too fast and is read more slowly", -1, 0x96),

    // What you ask of your twin
    TWIN_REQUEST_INVALID("twin request is not valid", -1, 0x83),
    TWIN_DOCUMENT_UNKNOWN("twin has no such document", -1, 0x83),
    TWIN_VERSION_MISMATCH("document version mismatch", -1, 0x83),

    // The line itself
    PROTOCOL_ERROR("protocol error", -1, 0x82),
    MALFORMED_PACKET("failed to unpack message body", -1, 0x81),
    UNKNOWN_PACKET("unknown MQTT message type", -1, 0x81),
    INVALID_QOS("invalid MQTT QoS value: 3", -1, 0x81), // there is no other in two bits
    PACKET_TOO_LARGE("packet is too large", -1, 0x95),
    RECEIVE_MAXIMUM_EXCEEDED("more messages on the way than the receive maximum allows", -1, 0x93),
    TOPIC_ALIAS_INVALID("topic alias is not valid", -1, 0x94),
    PROXY_HEADER_MISSING("no header of the PROXY protocol", -1, 0x82),
    WEBSOCKET_REFUSED("WebSocket handshake was refused", -1, 0x82),
    PROTOCOL_VERSION_UNSUPPORTED("protocol version is not supported", 1, 0x84),
    CONNECT_TIMEOUT("no CONNECT arrived in time", -1, 0x82),
    KEEP_ALIVE_TIMEOUT("nothing arrived within one and a half keep-alive periods", -1, 0x8D),
    REGISTRATION_EXPIRED("the registration's lifetime ended without an update", -1, 0x8D),
    TAKEN_OVER("another connection of the device took over", -1, 0x8E),
    SESSION_ENDED("the connection was ended in the console or over the API", -1, 0x98),
    CONNECTION_LOST("the connection was lost", -1, 0x80),
    DISCONNECTED("the client disconnected", -1, 0x00),
    SUBSCRIBER_TOO_SLOW("subscriber does not keep up", -1, 0x97),

    DOWNLINK_REFUSED("the device refused what it was told", -1, 0x00),
    FIRMWARE_UPDATE("an update of the device's firmware goes on", -1, 0x00),
    FIRMWARE_FAILED("an update of the device's firmware has failed", -1, 0x00),

    // The hub
    BUSY("the hub is busy, try again", 3, 0x89),
    ROUTE_UNAVAILABLE("the target of a route cannot take messages now", -1, 0x97),
    ROUTE_AVAILABLE("the target of a route takes messages again", -1, 0x00),
    ROUTE_MESSAGE_DEAD("the target of a route cannot take a message", -1, 0x00),
    ROUTE_PAYLOAD_INVALID("the payload of a message is not as the schema of a route says", -1, 0x00),
    ROUTE_BACKLOG_FULL("as much waits for a route as may", -1, 0x97),
    ROUTE_BACKLOG_DROPPED("the oldest messages that waited for a route were given up", -1, 0x00),
    ROUTE_LOG_FULL("as much waits for routes as there is room for", -1, 0x97),
    ROUTE_LOG_UNAVAILABLE("what goes to routes cannot be written to the disk now", -1, 0x97),
    SHUTTING_DOWN("the hub is shutting down", 3, 0x8B),
    INTERNAL_ERROR("internal error", 3, 0x80);

    private final String text;
    private final int connackCode;
    private final int mqtt5Code;
    private final String label = name().toLowerCase(Locale.ROOT);

    Reason(String text, int connackCode, int mqtt5Code) {
        this.text = text;
        this.connackCode = connackCode;
        this.mqtt5Code = mqtt5Code;
    }

    /** One short sentence for people. */
    public String text() {
        return text;
    }

    /** The label of metrics and the {@code type} of API answers: the name in lower case. */
    public String label() {
        return label;
    }

    /** Whether it tells of a route. Where that is told of a device, the event is no message for routes, which would make more of them. */
    public boolean concernsRoute() {
        return label.startsWith("route_");
    }

    /** The return code of a CONNACK of MQTT 3.1.1; 5 (not authorised) where the reason does not belong to a CONNECT. */
    public int connackCode() {
        return connackCode < 0 ? 5 : connackCode;
    }

    /** The reason code of MQTT 5. */
    public int mqtt5Code() {
        return mqtt5Code;
    }
}

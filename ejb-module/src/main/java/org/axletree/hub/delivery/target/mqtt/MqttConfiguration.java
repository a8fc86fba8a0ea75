package org.axletree.hub.delivery.target.mqtt;

import java.net.URI;
import org.axletree.core.message.Qos;
import org.axletree.hub.registry.route.RouteConfiguration;

/**
 * Which broker, who one is there, and what goes which way.
 *
 * @param clientId empty for one that is made of the route's id
 * @param remotePrefix what topics begin with there, of messages that go out
 * @param localPrefix what topics begin with here, of messages that come in
 * @param authorityPem whom to trust in place of the public authorities; empty for those
 */
record MqttConfiguration(
        String host,
        int port,
        boolean tls,
        String username,
        String password,
        String clientId,
        Qos qos,
        BridgeDirection direction,
        String remotePrefix,
        String localPrefix,
        String authorityPem) {
    static final String URL = "url";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String CLIENT_ID = "client_id";
    static final String QOS = "qos";
    static final String DIRECTION = "direction";
    static final String REMOTE_PREFIX = "remote_prefix";
    static final String LOCAL_PREFIX = "local_prefix";
    static final String CA = "ca_cert_pem";

    static final String PLAIN = "mqtt";
    static final String SECURE = "mqtts";
    static final int STANDARD_QOS = 1;

    private static final int PLAIN_PORT = 1883;
    private static final int SECURE_PORT = 8883;

    static MqttConfiguration of(RouteConfiguration configuration) {
        URI url = URI.create(configuration.text(URL));
        boolean tls = SECURE.equalsIgnoreCase(url.getScheme());
        return new MqttConfiguration(
                withoutBrackets(url.getHost()),
                url.getPort() < 0 ? (tls ? SECURE_PORT : PLAIN_PORT) : url.getPort(),
                tls,
                configuration.text(USERNAME),
                configuration.text(PASSWORD),
                configuration.text(CLIENT_ID),
                Qos.of((int) configuration.number(QOS, STANDARD_QOS)),
                direction(configuration),
                configuration.text(REMOTE_PREFIX),
                configuration.text(LOCAL_PREFIX),
                configuration.text(CA));
    }

    static BridgeDirection direction(RouteConfiguration configuration) {
        return BridgeDirection.named(configuration.text(DIRECTION)).orElse(BridgeDirection.OUT);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** What a bridge is known by at the other broker: two that come and go share nothing. */
    String clientIdOf(String routeId, boolean comingIn) {
        String id = clientId.isEmpty() ? "axletree-" + routeId : clientId;
        return comingIn && direction == BridgeDirection.BOTH ? id + "-in" : id;
    }

    MqttConfiguration withoutClientId() {
        return new MqttConfiguration(
                host, port, tls, username, password, "", qos, direction, remotePrefix, localPrefix, authorityPem);
    }

    String where() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** The broker as this user sees it: of many that share an address, each knows its own. */
    String party() {
        return where() + (username.isEmpty() ? "" : " as " + username);
    }

    @Override
    public String toString() {
        return "MqttConfiguration[" + where() + " " + direction.apiName() + "]";
    }
}

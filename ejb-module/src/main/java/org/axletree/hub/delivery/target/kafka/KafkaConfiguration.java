package org.axletree.hub.delivery.target.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.axletree.hub.registry.route.RouteConfiguration;

/**
 * Which topic of which brokers, and who one is there.
 *
 * @param bootstrap where brokers are asked for all brokers, as {@code host:port}
 * @param mechanism of SASL; of no meaning without a user name
 * @param authorityPem whom to trust in place of the public authorities; empty for those
 */
record KafkaConfiguration(
        List<String> bootstrap,
        String topic,
        String username,
        String password,
        String mechanism,
        boolean tls,
        String authorityPem) {
    static final String BOOTSTRAP = "bootstrap_servers";
    static final String TOPIC = "topic";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String MECHANISM = "sasl_mechanism";
    static final String TLS = "tls";
    static final String CA = "ca_cert_pem";

    static final String PLAIN = "PLAIN";

    static KafkaConfiguration of(RouteConfiguration configuration) {
        return new KafkaConfiguration(
                bootstrap(configuration),
                configuration.text(TOPIC),
                configuration.text(USERNAME),
                configuration.text(PASSWORD),
                mechanism(configuration),
                configuration.flag(TLS, false),
                configuration.text(CA));
    }

    static List<String> bootstrap(RouteConfiguration configuration) {
        return Arrays.stream(configuration.text(BOOTSTRAP).split(",", -1))
                .map(String::strip)
                .toList();
    }

    static String mechanism(RouteConfiguration configuration) {
        String mechanism = configuration.text(MECHANISM).toUpperCase(Locale.ROOT);
        return mechanism.isEmpty() ? PLAIN : mechanism;
    }

    String where() {
        return String.join(",", bootstrap);
    }

    @Override
    public String toString() {
        return "KafkaConfiguration[" + where() + " " + topic + "]";
    }
}

package org.axletree.hub.delivery.target.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** What every client of Kafka is told of where brokers are and how one proves oneself there. */
final class KafkaSettings {
    private KafkaSettings() {}

    /** A map of the caller's own. */
    static Map<String, Object> common(String clientId, KafkaConfiguration configuration) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, configuration.bootstrap());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        // Nothing of the process is told, neither to brokers nor by JMX.
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        boolean login = !configuration.username().isEmpty();
        settings.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                (login ? "SASL_" : "") + (configuration.tls() ? "SSL" : "PLAINTEXT"));
        if (login) {
            settings.put(SaslConfigs.SASL_MECHANISM, configuration.mechanism());
            settings.put(SaslConfigs.SASL_JAAS_CONFIG, login(configuration));
        }
        if (configuration.tls() && !configuration.authorityPem().isEmpty()) {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, configuration.authorityPem());
        }
        return settings;
    }

    private static String login(KafkaConfiguration configuration) {
        String module = configuration.mechanism().equals(KafkaConfiguration.PLAIN)
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        return module + " required username=" + quoted(configuration.username()) + " password="
                + quoted(configuration.password()) + ";";
    }

    /** As JAAS reads it: control characters are none, the configuration was looked through for them. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

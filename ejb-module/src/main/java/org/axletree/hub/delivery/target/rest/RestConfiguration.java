package org.axletree.hub.delivery.target.rest;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.axletree.hub.registry.route.RouteConfiguration;

/**
 * What a web service is called with.
 *
 * @param verb in upper case
 * @param timeout for a whole call
 * @param hmacSecret to sign bodies with; empty for no signature
 * @param authorityPem whom to trust in place of the public authorities; empty for those
 */
record RestConfiguration(
        String verb, URI uri, Map<String, String> headers, Duration timeout, String hmacSecret, String authorityPem) {
    static final String VERB = "verb";
    static final String URI = "uri";
    static final String HEADERS = "headers";
    static final String TIMEOUT = "timeout_seconds";
    static final String HMAC_SECRET = "hmac_secret";
    static final String CA = "ca_cert_pem";

    static final String STANDARD_VERB = "post";
    static final int STANDARD_TIMEOUT_SECONDS = 10;

    static RestConfiguration of(RouteConfiguration configuration) {
        String verb = configuration.text(VERB);
        return new RestConfiguration(
                (verb.isEmpty() ? STANDARD_VERB : verb).toUpperCase(Locale.ROOT),
                java.net.URI.create(configuration.text(URI)),
                configuration.texts(HEADERS),
                Duration.ofSeconds(configuration.number(TIMEOUT, STANDARD_TIMEOUT_SECONDS)),
                configuration.text(HMAC_SECRET),
                configuration.text(CA));
    }
}

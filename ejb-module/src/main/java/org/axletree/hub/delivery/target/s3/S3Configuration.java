package org.axletree.hub.delivery.target.s3;

import java.net.URI;
import java.util.Optional;
import org.axletree.hub.registry.route.RouteConfiguration;

/**
 * Which bucket, who one is there, and how keys are made.
 *
 * @param endpoint empty for that of the region at Amazon
 * @param perMessage whether each message is an object; else each topic is, with its last message
 */
record S3Configuration(
        String region,
        String bucket,
        String prefix,
        boolean perMessage,
        Optional<URI> endpoint,
        String accessKey,
        String secretKey,
        boolean pathStyle) {
    static final String REGION = "bucket_region";
    static final String BUCKET = "bucket_name";
    static final String PREFIX = "object_prefix";
    static final String STRATEGY = "strategy";
    static final String ENDPOINT = "endpoint";
    static final String ACCESS_KEY = "access_key";
    static final String SECRET_KEY = "secret_key";
    static final String PATH_STYLE = "path_style";

    static final String PER_TOPIC = "per_topic";
    static final String PER_MESSAGE = "per_message";

    static S3Configuration of(RouteConfiguration configuration) {
        String endpoint = configuration.text(ENDPOINT);
        return new S3Configuration(
                configuration.text(REGION),
                configuration.text(BUCKET),
                withoutSlash(configuration.text(PREFIX)),
                configuration.text(STRATEGY).equals(PER_MESSAGE),
                endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint)),
                configuration.text(ACCESS_KEY),
                configuration.text(SECRET_KEY),
                configuration.flag(PATH_STYLE, !endpoint.isEmpty()));
    }

    private static String withoutSlash(String prefix) {
        return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }

    @Override
    public String toString() {
        return "S3Configuration[" + bucket + "]";
    }
}

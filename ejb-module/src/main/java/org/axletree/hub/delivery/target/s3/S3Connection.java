package org.axletree.hub.delivery.target.s3;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.fence.AddressFence;
import org.axletree.fence.ClosedAddressException;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.FencedDnsResolver;
import org.axletree.hub.delivery.target.PrintableText;
import org.axletree.hub.delivery.target.TargetConnection;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Puts messages into a bucket. */
final class S3Connection implements TargetConnection {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int CALLS_AT_ONCE = 8;

    private final S3Configuration configuration;
    private final S3Client client;

    S3Connection(S3Configuration configuration, AddressFence fence) {
        this.configuration = configuration;
        this.client = client(configuration, fence);
    }

    private static S3Client client(S3Configuration configuration, AddressFence fence) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(configuration.region()))
                .credentialsProvider(credentials(configuration))
                .forcePathStyle(configuration.pathStyle())
                // Other stores than Amazon's do not know the newer checksums, nor bodies in signed pieces.
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder()
                        .dnsResolver(new FencedDnsResolver(fence))
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER)
                        .maxConnections(CALLS_AT_ONCE))
                .overrideConfiguration(override -> override
                        // The route's policy tries again; and nothing of the server's own files or variables counts.
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(ANSWER)
                        .defaultProfileFile(ProfileFile.aggregator().build()));
        configuration.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Configuration configuration) {
        return configuration.accessKey().isEmpty()
                ? AnonymousCredentialsProvider.create()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(configuration.accessKey(), configuration.secretKey()));
    }

    @Override
    public int parallelism() {
        return CALLS_AT_ONCE;
    }

    @Override
    public List<Delivery> deliver(List<LoggedMessage> batch) {
        List<Delivery> outcomes = new ArrayList<>(batch.size());
        for (LoggedMessage message : batch) {
            Delivery outcome = put(message);
            outcomes.add(outcome);
            if (outcome instanceof Delivery.Retry) {
                break;
            }
        }
        return outcomes;
    }

    /** @throws IllegalArgumentException if no key can hold the topic */
    static PutObjectRequest request(S3Configuration configuration, LoggedMessage message) {
        String key = configuration.perMessage()
                ? ObjectKey.ofMessage(configuration.prefix(), message)
                : ObjectKey.ofTopic(configuration.prefix(), message);
        ObjectKey.check(message.topic());
        int length = key.getBytes(StandardCharsets.UTF_8).length;
        if (length > ObjectKey.LONGEST) {
            throw new IllegalArgumentException(
                    "key: " + length + " bytes (expected: at most " + ObjectKey.LONGEST + ")");
        }
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(configuration.bucket()).key(key);
        String contentType = message.properties().contentType();
        if (!contentType.isEmpty() && contentType.chars().allMatch(c -> c > ' ' - 1 && c < 0x7F)) {
            request.contentType(contentType);
        }
        if (!message.enrichment().isEmpty()) {
            Map<String, String> metadata = new HashMap<>();
            message.enrichment().forEach((name, value) -> metadata.put(name, PrintableText.of(value)));
            request.metadata(metadata);
        }
        return request.build();
    }

    private Delivery put(LoggedMessage message) {
        PutObjectRequest request;
        try {
            request = request(configuration, message);
        } catch (IllegalArgumentException unfit) {
            return new Delivery.Dead(unfit.getMessage());
        }
        try {
            client.putObject(request, RequestBody.fromBytes(message.payload()));
            return Delivery.DELIVERED;
        } catch (S3Exception answer) {
            return S3Answers.outcome(answer, configuration.bucket());
        } catch (SdkClientException failure) {
            return new Delivery.Retry(
                    "'" + configuration.bucket() + "' s3 bucket write failed. " + cause(failure), Duration.ZERO, true);
        }
    }

    @Override
    public Optional<String> problem() {
        try {
            client.headBucket(head -> head.bucket(configuration.bucket()));
            return Optional.empty();
        } catch (S3Exception answer) {
            return Optional.of(S3Answers.sentence(answer, configuration.bucket()));
        } catch (SdkClientException failure) {
            return Optional.of("'" + configuration.bucket() + "' s3 bucket write failed. " + cause(failure));
        }
    }

    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof ClosedAddressException)) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public void close() {
        client.close();
    }
}

package org.axletree.verification.bench.target;

import org.axletree.verification.harness.S3Store;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of S3Proxy, an object for each topic: the directory behind it does not grow. */
final class S3Target implements BenchTarget {
    private static final int CALLS_AT_ONCE = 8;

    private final S3Store store = S3Store.start();

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public String field() {
        return "s3_config";
    }

    @Override
    public String configuration() {
        return """
                {"bucket_region": "fr-par", "bucket_name": "%s", "object_prefix": "hub", "strategy": "per_topic",
                 "endpoint": "%s", "access_key": "%s", "secret_key": "%s"}"""
                .formatted(S3Store.BUCKET, store.endpoint(), S3Store.ACCESS_KEY, S3Store.SECRET_KEY);
    }

    @Override
    public BareLoop bare() {
        S3Client client = S3Client.builder()
                .region(Region.of("fr-par"))
                .endpointOverride(store.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3Store.ACCESS_KEY, S3Store.SECRET_KEY)))
                .forcePathStyle(true)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CALLS_AT_ONCE))
                .build();
        return new BareLoop(CALLS_AT_ONCE) {
            @Override
            void deliver(int first, int count) {
                for (int i = first; i < first + count; i++) {
                    String key =
                            "bare/bench/" + first / BATCH % CALLS_AT_ONCE; // as the hub: one call at a time for each
                    client.putObject(put -> put.bucket(S3Store.BUCKET).key(key), RequestBody.fromBytes(Payload.of(i)));
                }
            }

            @Override
            public void close() throws Exception {
                super.close();
                client.close();
            }
        };
    }

    @Override
    public void close() {
        store.close();
    }
}

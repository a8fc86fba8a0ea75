package org.axletree.hub.delivery.target.kafka;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.HostResolver;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.internals.ProducerInterceptors;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/**
 * Makes producers that ask a resolver of ours for each address they connect to: brokers tell them the addresses of others. The
 * network client of Kafka takes such a resolver; only the constructor of the producer that takes a network client is not public.
 */
final class FencedProducer {
    /** In the network client, in memory and on the wire; brokers take 1 MiB unless they are told otherwise. */
    static final int LARGEST_REQUEST = 8 * 1024 * 1024;

    private static final long MEMORY = 4L * LARGEST_REQUEST;

    /** A larger record goes alone, so that it is known which one a topic does not take. */
    static final int BATCH_BYTES = 64 * 1024;

    private static final int IN_FLIGHT = 1;

    /** So that what is handed over together goes together: a second batch may overtake a first one that a topic does not take. */
    private static final long LINGER_MILLIS = 5;

    private FencedProducer() {}

    /**
     * @param batchBytes up to which records go together; 0 for each alone
     * @throws KafkaException if no name of a broker is known
     */
    static Producer<String, byte[]> open(
            String clientId, KafkaConfiguration configuration, int batchBytes, HostResolver resolver) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Kafka looks for the classes that its settings name in there.
        thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
        try {
            return open(new ProducerConfig(settings(clientId, configuration, batchBytes)), clientId, resolver);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Producer<String, byte[]> open(ProducerConfig config, String clientId, HostResolver resolver) {
        Time time = Time.SYSTEM;
        LogContext log = new LogContext("[" + clientId + "] ");
        long backoff = config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG);
        ProducerMetadata metadata = new ProducerMetadata(
                backoff,
                config.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                config.getLong(ProducerConfig.METADATA_MAX_AGE_CONFIG),
                config.getLong(ProducerConfig.METADATA_MAX_IDLE_CONFIG),
                log,
                new ClusterResourceListeners(),
                time);
        metadata.bootstrap(ClientUtils.parseAndValidateAddresses(config));
        ApiVersions versions = new ApiVersions();
        Metrics metrics = new Metrics(time);
        KafkaClient network = ClientUtils.createNetworkClient(
                config,
                clientId,
                metrics,
                "producer",
                log,
                versions,
                time,
                IN_FLIGHT,
                config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG),
                metadata,
                null,
                resolver,
                null,
                null);
        return producer(config, metadata, network, new ProducerInterceptors<>(List.of(), metrics), versions, time);
    }

    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> producer(
            ProducerConfig config,
            ProducerMetadata metadata,
            KafkaClient network,
            ProducerInterceptors<String, byte[]> interceptors,
            ApiVersions versions,
            Time time) {
        try {
            Constructor<?> constructor = KafkaProducer.class.getDeclaredConstructor(
                    ProducerConfig.class,
                    Serializer.class,
                    Serializer.class,
                    ProducerMetadata.class,
                    KafkaClient.class,
                    ProducerInterceptors.class,
                    ApiVersions.class,
                    Time.class);
            constructor.setAccessible(true);
            return (Producer<String, byte[]>) constructor.newInstance(
                    config,
                    new StringSerializer(),
                    new ByteArraySerializer(),
                    metadata,
                    network,
                    interceptors,
                    versions,
                    time);
        } catch (InvocationTargetException failed) {
            Utils.closeQuietly(network, "network client");
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new KafkaException(failed.getCause());
        } catch (ReflectiveOperationException changed) {
            Utils.closeQuietly(network, "network client");
            throw new IllegalStateException("this version of Kafka's client makes producers in another way", changed);
        }
    }

    private static Map<String, Object> settings(String clientId, KafkaConfiguration configuration, int batchBytes) {
        Map<String, Object> settings = KafkaSettings.common(clientId, configuration);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A request that is tried again is overtaken by none.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, IN_FLIGHT);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, KafkaConnection.ANSWER.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) KafkaConnection.ANSWER.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) KafkaConnection.DELIVERY.toMillis());
        settings.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, KafkaConnection.ANSWER.toMillis());
        return settings;
    }
}

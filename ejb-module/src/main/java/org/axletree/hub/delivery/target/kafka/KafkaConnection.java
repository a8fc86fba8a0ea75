package org.axletree.hub.delivery.target.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.HostResolver;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.axletree.fence.AddressFence;
import org.axletree.fence.ClosedAddressException;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.TargetConnection;

/** Puts messages into a topic of Kafka: a batch at once, and waits until all replicas have it. */
final class KafkaConnection implements TargetConnection {
    static final Duration ANSWER = Duration.ofSeconds(10);
    static final Duration DELIVERY = Duration.ofSeconds(20);

    /** Beyond what Kafka's client promises to take. */
    private static final Duration LONGEST = DELIVERY.plus(ANSWER).plusSeconds(5);

    /** How often it is looked whether records go through together. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final String clientId;
    private final KafkaConfiguration configuration;
    private final FencedResolver resolver;
    private Optional<Producer<String, byte[]>> producer = Optional.empty();

    private Metric splits;

    private final TopicLimit limit;

    /** Records go together up to so many bytes; those of a topic that takes less than was thought go alone. */
    private int batchBytes = FencedProducer.BATCH_BYTES;

    /** What the producer that is open was told. */
    private int openBatchBytes;

    KafkaConnection(String routeId, KafkaConfiguration configuration, AddressFence fence) {
        this.clientId = "axletree-" + routeId;
        this.configuration = configuration;
        this.resolver = new FencedResolver(fence);
        this.limit = new TopicLimit(clientId + "-topic", configuration, resolver);
    }

    /** What brokers name as their hosts is looked at before it is connected to, as what the route names. */
    private static final class FencedResolver implements HostResolver {
        private final AddressFence fence;
        /** By host. */
        private final Map<String, String> refusals = new ConcurrentHashMap<>();

        FencedResolver(AddressFence fence) {
            this.fence = fence;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                InetAddress[] open = fence.resolve(host);
                refusals.remove(host);
                return open;
            } catch (UnknownHostException closed) {
                refusals.put(
                        host, closed instanceof ClosedAddressException ? closed.getMessage() : "unknown host " + host);
                throw closed;
            }
        }

        /** What is said of a host that could not be connected to; empty if there is none. */
        String refusal() {
            return refusals.values().stream().findFirst().orElse("");
        }
    }

    @Override
    public synchronized List<Delivery> deliver(List<LoggedMessage> batch) {
        List<Delivery> outcomes = send(batch);
        if (batchBytes > 0 && wasSplit()) {
            // Not in smaller batches, of which one that fits would overtake those before it that do not.
            batchBytes = 0;
            close();
            outcomes = sendRest(batch, outcomes);
        }
        if (outcomes.stream().anyMatch(Delivery.Retry.class::isInstance)) {
            close(); // nothing that waits in there may arrive behind what is tried again
        }
        return outcomes;
    }

    private List<Delivery> send(List<LoggedMessage> batch) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
        Optional<Delivery> last = Optional.empty();
        try {
            OptionalInt most = limit.bytes();
            Producer<String, byte[]> open = open(Math.min(batchBytes, most.orElse(batchBytes)));
            for (LoggedMessage message : batch) {
                // Fails at once, by its future, where the topic is not known within the time for an answer.
                Future<RecordMetadata> future = send(open, KafkaRecord.of(configuration.topic(), message), most);
                sent.add(future);
                if (future.isDone() && outcome(future, deadline()) instanceof Delivery.Retry) {
                    break;
                }
            }
        } catch (KafkaException failure) {
            last = Optional.of(retry(failure, false));
        }
        List<Delivery> outcomes = outcomes(batch, sent);
        if (outcomes.size() < batch.size() && last.isPresent()) {
            outcomes.add(last.get());
        }
        return outcomes;
    }

    /** @param most what the topic takes: what is larger is not offered, so that nothing has to be packed anew */
    private static Future<RecordMetadata> send(
            Producer<String, byte[]> open, ProducerRecord<String, byte[]> record, OptionalInt most) {
        int size = TopicLimit.size(record);
        if (most.isPresent() && size > most.getAsInt()) {
            return CompletableFuture.failedFuture(new RecordTooLargeException("the record of " + size
                    + " bytes is larger than the topic takes (max.message.bytes " + most.getAsInt() + ")"));
        }
        return open.send(record);
    }

    /** Sends what was not taken of a batch, and answers the outcomes of all of it. */
    private List<Delivery> sendRest(List<LoggedMessage> batch, List<Delivery> before) {
        List<Integer> open = IntStream.range(0, batch.size())
                .filter(i -> i >= before.size() || before.get(i) instanceof Delivery.Retry)
                .boxed()
                .toList();
        List<Delivery> now = send(open.stream().map(i -> batch.get(i).again()).toList());
        List<Delivery> outcomes = new ArrayList<>(before);
        for (int k = 0; k < now.size(); k++) {
            int i = open.get(k);
            if (i < outcomes.size()) {
                outcomes.set(i, now.get(k));
            } else {
                outcomes.add(now.get(k));
            }
        }
        return outcomes;
    }

    /**
     * Whether the topic refused some records together: the client then packs them anew, by a size that it cannot know, and sends
     * them again and again.
     */
    private boolean wasSplit() {
        return producer.isPresent() && (double) splits.metricValue() > 0;
    }

    /** Of each message that was sent. What follows a message of its device that failed comes again, in the order it had. */
    private List<Delivery> outcomes(List<LoggedMessage> batch, List<Future<RecordMetadata>> sent) {
        List<Delivery> outcomes = new ArrayList<>(sent.size() + 1);
        Set<String> failed = new HashSet<>();
        long until = deadline();
        for (int i = 0; i < sent.size(); i++) {
            Delivery outcome = outcome(sent.get(i), until);
            String order = batch.get(i).origin().order();
            if (outcome instanceof Delivery.Retry) {
                failed.add(order);
            } else if (outcome instanceof Delivery.Delivered && failed.contains(order)) {
                outcome = new Delivery.Retry("a message before it was not taken", Duration.ZERO, true);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private static long deadline() {
        return System.nanoTime() + LONGEST.toNanos();
    }

    private Delivery outcome(Future<RecordMetadata> sent, long until) {
        try {
            while (!sent.isDone() && !wasSplit() && System.nanoTime() < until) {
                awaitFor(sent, LOOK);
            }
            sent.get(0, TimeUnit.NANOSECONDS);
            return Delivery.DELIVERED;
        } catch (ExecutionException failure) {
            return KafkaFailures.isOfTheMessage(failure.getCause())
                    ? new Delivery.Dead("Kafka: " + failure.getCause().getMessage())
                    : retry(failure.getCause(), KafkaFailures.mayHaveArrived(failure.getCause()));
        } catch (TimeoutException hung) {
            return retry(hung, true);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return retry(stopping, true);
        }
    }

    private static void awaitFor(Future<RecordMetadata> sent, Duration most)
            throws InterruptedException, ExecutionException {
        try {
            sent.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            // Whoever waits looks at the time.
        }
    }

    private Delivery.Retry retry(Throwable failure, boolean mayHaveArrived) {
        return new Delivery.Retry(
                KafkaFailures.sentence(failure, configuration, resolver.refusal()), Duration.ZERO, mayHaveArrived);
    }

    @Override
    public synchronized Optional<String> problem() {
        try {
            open(batchBytes).partitionsFor(configuration.topic());
            return Optional.empty();
        } catch (KafkaException failure) {
            return Optional.of(KafkaFailures.sentence(failure, configuration, resolver.refusal()));
        }
    }

    /** Nothing waits in the one that is open when another is asked for. */
    private Producer<String, byte[]> open(int bytes) {
        if (bytes != openBatchBytes) {
            close();
        }
        if (producer.isEmpty()) {
            Producer<String, byte[]> open = FencedProducer.open(clientId, configuration, bytes, resolver);
            openBatchBytes = bytes;
            splits = open.metrics().values().stream()
                    .filter(metric -> metric.metricName().name().equals("batch-split-total"))
                    .findFirst()
                    .orElseThrow();
            producer = Optional.of(open);
        }
        return producer.get();
    }

    @Override
    public synchronized void close() {
        producer.ifPresent(open -> open.close(Duration.ZERO));
        producer = Optional.empty();
    }
}

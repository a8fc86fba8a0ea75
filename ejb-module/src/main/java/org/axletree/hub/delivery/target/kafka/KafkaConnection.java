package org.axletree.hub.delivery.target.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.HostResolver;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
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

    private final String clientId;
    private final KafkaConfiguration configuration;
    private final FencedResolver resolver;
    private Optional<Producer<String, byte[]>> producer = Optional.empty();

    /** After a batch that failed: where a topic takes very little, a batch of small records is too large and never told apart. */
    private boolean oneByOne;

    KafkaConnection(String routeId, KafkaConfiguration configuration, AddressFence fence) {
        this.clientId = "axletree-" + routeId;
        this.configuration = configuration;
        this.resolver = new FencedResolver(fence);
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
        List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
        Optional<Delivery> last = Optional.empty();
        try {
            Producer<String, byte[]> open = open();
            for (LoggedMessage message : batch) {
                // Fails at once, by its future, where the topic is not known within the time for an answer.
                Future<RecordMetadata> future = open.send(KafkaRecord.of(configuration.topic(), message));
                sent.add(future);
                if ((oneByOne || future.isDone()) && outcome(future, deadline()) instanceof Delivery.Retry) {
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
        oneByOne = outcomes.stream().anyMatch(Delivery.Retry.class::isInstance);
        if (oneByOne) {
            close(); // nothing that waits in there may arrive behind what is tried again
        }
        return outcomes;
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
            sent.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
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

    private Delivery.Retry retry(Throwable failure, boolean mayHaveArrived) {
        return new Delivery.Retry(
                KafkaFailures.sentence(failure, configuration, resolver.refusal()), Duration.ZERO, mayHaveArrived);
    }

    @Override
    public synchronized Optional<String> problem() {
        try {
            open().partitionsFor(configuration.topic());
            return Optional.empty();
        } catch (KafkaException failure) {
            return Optional.of(KafkaFailures.sentence(failure, configuration, resolver.refusal()));
        }
    }

    private Producer<String, byte[]> open() {
        Producer<String, byte[]> open =
                producer.orElseGet(() -> FencedProducer.open(clientId, configuration, resolver));
        producer = Optional.of(open);
        return open;
    }

    @Override
    public synchronized void close() {
        producer.ifPresent(open -> open.close(Duration.ZERO));
        producer = Optional.empty();
    }
}

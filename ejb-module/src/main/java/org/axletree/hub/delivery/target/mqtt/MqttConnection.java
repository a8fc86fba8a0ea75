package org.axletree.hub.delivery.target.mqtt;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.TargetConnection;

/**
 * Publishes messages at another broker. What was published and not answered stays with the client, which goes on with it when it is
 * connected again: a message that is tried again is not published again. So QoS 2 is exactly once as long as the hub runs.
 */
final class MqttConnection implements TargetConnection, MqttLink.Watcher {
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration CONNECT = Duration.ofSeconds(12);
    private static final long SESSION_SECONDS = 3_600;
    private static final int NONE_COMES = 1;

    private final MqttConfiguration configuration;
    private final MqttLink link;
    private final CountDownLatch attempted = new CountDownLatch(1);
    private volatile String trouble;

    /** By the id of the message. */
    private final Map<String, CompletableFuture<Mqtt5PublishResult>> published = new HashMap<>();

    MqttConnection(
            String routeId, MqttConfiguration configuration, AddressFence fence, ScheduledExecutorService threads) {
        this.configuration = configuration;
        this.trouble = "no answer from " + configuration.where() + " within " + CONNECT.toSeconds() + " s";
        // A session of an earlier run would know messages by numbers that this one gives to others.
        this.link = new MqttLink(
                new MqttLink.Terms(
                        configuration, configuration.clientIdOf(routeId, false), false, SESSION_SECONDS, NONE_COMES),
                fence,
                threads,
                this);
    }

    @Override
    public void connected(Mqtt5AsyncClient client) {
        trouble = "";
        attempted.countDown();
    }

    @Override
    public void lost(String sentence) {
        trouble = sentence;
        attempted.countDown();
    }

    @Override
    public synchronized List<Delivery> deliver(List<LoggedMessage> batch) {
        published.keySet().retainAll(batch.stream().map(LoggedMessage::id).collect(Collectors.toSet()));
        if (!isConnected()) {
            return List.of(new Delivery.Retry(trouble, Duration.ZERO, !published.isEmpty()));
        }
        long until = System.nanoTime() + ANSWER.toNanos();
        List<CompletableFuture<Mqtt5PublishResult>> answers =
                batch.stream().map(this::publish).toList();
        List<Delivery> outcomes = new ArrayList<>(batch.size());
        Set<String> failed = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            Delivery outcome = outcome(answers.get(i), until);
            String order = batch.get(i).origin().order();
            if (outcome instanceof Delivery.Retry) {
                failed.add(order);
            } else if (outcome instanceof Delivery.Delivered && failed.contains(order)) {
                // It comes again behind the one before it.
                outcome = new Delivery.Retry("a message before it was not taken", Duration.ZERO, true);
            }
            if (answers.get(i).isDone()) {
                published.remove(batch.get(i).id());
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    @Override
    public Optional<String> problem() {
        return isConnected() ? Optional.empty() : Optional.of(trouble);
    }

    private boolean isConnected() {
        try {
            attempted.await(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return trouble.isEmpty();
    }

    private CompletableFuture<Mqtt5PublishResult> publish(LoggedMessage message) {
        if (BridgeTrail.ends(configuration.party(), message)) {
            return CompletableFuture.completedFuture(null);
        }
        return published.computeIfAbsent(message.id(), id -> {
            try {
                return link.client()
                        .orElseThrow()
                        .publish(MqttMessages.leaving(configuration, message, System.currentTimeMillis()));
            } catch (IllegalArgumentException unfit) {
                return CompletableFuture.failedFuture(unfit);
            }
        });
    }

    private Delivery outcome(CompletableFuture<Mqtt5PublishResult> answer, long until) {
        try {
            answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            return Delivery.DELIVERED;
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof IllegalArgumentException unfit
                    ? new Delivery.Dead("topic: " + unfit.getMessage())
                    : MqttFailures.outcome(failure.getCause(), configuration.where());
        } catch (TimeoutException hung) {
            String sentence = trouble.isEmpty()
                    ? "no answer from " + configuration.where() + " within " + ANSWER.toSeconds() + " s"
                    : trouble;
            return new Delivery.Retry(sentence, Duration.ZERO, true);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Delivery.Retry("the hub is shutting down", Duration.ZERO, true);
        }
    }

    @Override
    public void close() {
        link.forget();
    }
}

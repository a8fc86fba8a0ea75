package org.axletree.cli.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.cli.api.Tls;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** What the server says to a client, as a sentence and a status. */
final class Outcome {
    private static final long PATIENCE_SECONDS = 60;

    private Outcome() {}

    static void await(CompletableFuture<?> future, Broker broker) {
        try {
            future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failure(failed.getCause(), broker);
        } catch (TimeoutException late) {
            throw misunderstanding(broker)
                    .orElseGet(() -> new Failure(Status.TIMED_OUT, where(broker) + " did not answer in time"));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Failure(Status.INTERRUPTED, "interrupted");
        }
    }

    private static String where(Broker broker) {
        return broker.host() + ":" + broker.port();
    }

    /** One of the two speaks TLS, and the other does not. */
    private static Optional<Failure> misunderstanding(Broker broker) {
        boolean secure = broker.tls().isPresent();
        if (!Tls.isMistaken(broker.host(), broker.port(), secure)) {
            return Optional.empty();
        }
        boolean ws = broker.webSocket().isPresent();
        return Optional.of(Failure.failed(
                secure
                        ? where(broker) + " does not speak TLS (expected: a port that does, as " + (ws ? 8084 : 8883)
                                + "; or no --cafile and no --cert)"
                        : where(broker) + " speaks TLS (expected: --cafile with its authority; or a port without, as "
                                + (ws ? 8083 : 1883) + ")"));
    }

    private static Failure failure(Throwable cause, Broker broker) {
        String where = where(broker);
        if (cause instanceof Mqtt3ConnAckException refused) {
            return new Failure(
                    Status.REFUSED,
                    where + " refused the client: "
                            + words(refused.getMqttMessage().getReturnCode()));
        }
        if (cause instanceof Mqtt5ConnAckException refused) {
            return new Failure(
                    Status.REFUSED,
                    where + " refused the client: "
                            + words(refused.getMqttMessage().getReasonCode()));
        }
        if (cause instanceof Mqtt3SubAckException || cause instanceof Mqtt5SubAckException) {
            return new Failure(Status.REFUSED, where + " does not grant the subscription");
        }
        if (cause instanceof Mqtt5PubAckException refused) {
            return publishRefused(
                    where,
                    refused.getMqttMessage().getReasonCode(),
                    refused.getMqttMessage().getReasonString());
        }
        if (cause instanceof Mqtt5PubRecException refused) {
            return publishRefused(
                    where,
                    refused.getMqttMessage().getReasonCode(),
                    refused.getMqttMessage().getReasonString());
        }
        if (Tls.isDistrust(cause)) {
            return Failure.failed("the certificate of " + where + " is not to be trusted: " + deepest(cause)
                    + " (expected: its authority in --cafile or AXLE_CA, as /ca/server.pem shows it)");
        }
        return misunderstanding(broker)
                .orElseGet(() -> Failure.failed((cause instanceof ConnectionFailedException
                                ? where + " cannot be reached: "
                                : where + " broke off: ")
                        + deepest(cause)));
    }

    private static String deepest(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String why = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        return why.lines().findFirst().orElse("");
    }

    private static Failure publishRefused(String where, Enum<?> code, Optional<MqttUtf8String> reason) {
        return new Failure(
                Status.REFUSED,
                where + " refused the message: " + words(code)
                        + reason.map(text -> " (" + text + ")").orElse(""));
    }

    private static String words(Enum<?> code) {
        return code.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}

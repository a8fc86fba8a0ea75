package org.axletree.hub.delivery.target.kafka;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What is said of a record that Kafka did not take, and whose fault it was. */
final class KafkaFailures {
    private KafkaFailures() {}

    /** Faults that the next message would not meet. */
    static boolean isOfTheMessage(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof InvalidTimestampException
                || failure instanceof SerializationException;
    }

    /** Only where a broker was asked and did not answer. */
    static boolean mayHaveArrived(Throwable failure) {
        return !(failure instanceof AuthenticationException
                || failure instanceof AuthorizationException
                || failure instanceof TimeoutException && failure.getCause() != null
                || isOfMetadata(failure));
    }

    /** @param refusal what the fence, or who knows names, said last; empty if nothing */
    static String sentence(Throwable failure, KafkaConfiguration configuration, String refusal) {
        Throwable cause =
                failure instanceof TimeoutException && failure.getCause() != null ? failure.getCause() : failure;
        if (!refusal.isEmpty()) {
            return refusal;
        }
        String where = "Kafka at " + configuration.where();
        if (cause instanceof UnknownTopicOrPartitionException) {
            return where + " has no topic " + configuration.topic();
        }
        if (cause instanceof SslAuthenticationException) {
            return "TLS with " + where + " failed: " + deepest(cause);
        }
        if (cause instanceof AuthenticationException) {
            return where + " refused the login: " + cause.getMessage();
        }
        if (cause instanceof AuthorizationException) {
            return where + " does not permit it: " + cause.getMessage();
        }
        if (cause instanceof ConfigException) {
            return "unknown host in " + configuration.where();
        }
        if (isOfMetadata(cause)) {
            return "no answer from " + where + " within " + KafkaConnection.ANSWER.toSeconds() + " s";
        }
        if (cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException) {
            return where + " did not take it within " + KafkaConnection.DELIVERY.toSeconds() + " s";
        }
        return where + ": " + cause.getMessage();
    }

    /** The client never came to know the brokers of the topic. */
    private static boolean isOfMetadata(Throwable failure) {
        return failure instanceof TimeoutException
                && String.valueOf(failure.getMessage()).contains("not present in metadata");
    }

    private static String deepest(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}

package org.axletree.hub.delivery.target.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5MessageException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.message.Mqtt5Message;
import com.hivemq.client.mqtt.mqtt5.message.Mqtt5ReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrec.Mqtt5PubRec;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.axletree.fence.ClosedAddressException;
import org.axletree.hub.delivery.target.Delivery;

/** What is said of a broker that does not take a connection or a message, and whose fault it was. */
final class MqttFailures {
    /** By number (MQTT 5 section 2.4), as PUBACK and PUBREC have constants of their own: not authorized, topic name, payload format. */
    private static final Set<Integer> OF_THE_MESSAGE = Set.of(0x87, 0x90, 0x95, 0x99);

    private MqttFailures() {}

    /** Of a message that was published. */
    static Delivery outcome(Throwable failure, String where) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof MqttEncodeException) {
            return new Delivery.Dead("too large for " + where + ": " + cause.getMessage());
        }
        if (cause instanceof Mqtt5PubAckException || cause instanceof Mqtt5PubRecException) {
            Mqtt5ReasonCode code = reason(((Mqtt5MessageException) cause).getMqttMessage());
            String sentence = where + " refused the message: " + words(code);
            return OF_THE_MESSAGE.contains(code.getCode()) ? new Delivery.Dead(sentence) : new Delivery.Retry(sentence);
        }
        return new Delivery.Retry(sentence(cause, where), Duration.ZERO, true);
    }

    /** Of a connection. */
    static String sentence(Throwable failure, String where) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof ClosedAddressException) {
            return cause.getMessage();
        }
        if (cause instanceof UnknownHostException) {
            return "unknown host in " + where;
        }
        if (cause instanceof Mqtt5MessageException refusal) {
            Mqtt5Message message = refusal.getMqttMessage();
            if (message instanceof Mqtt5ConnAck || message instanceof Mqtt5Disconnect) {
                return where
                        + (message instanceof Mqtt5ConnAck ? " refused the login: " : " ended the connection: ")
                        + words(reason(message));
            }
            if (message instanceof Mqtt5SubAck subAck) {
                return where + " refused the subscription: "
                        + words(subAck.getReasonCodes().get(0));
            }
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof SSLException) {
                return "TLS with " + where + " failed: " + inner.getMessage();
            }
            if (inner instanceof ConnectException) {
                return "connection refused by " + where;
            }
        }
        if (cause instanceof ConnectionFailedException) {
            return "no connection to " + where + ": " + cause.getMessage();
        }
        return "the connection to " + where + " broke: " + cause.getMessage();
    }

    private static Mqtt5ReasonCode reason(Mqtt5Message message) {
        if (message instanceof Mqtt5ConnAck connAck) {
            return connAck.getReasonCode();
        }
        if (message instanceof Mqtt5PubAck pubAck) {
            return pubAck.getReasonCode();
        }
        if (message instanceof Mqtt5PubRec pubRec) {
            return pubRec.getReasonCode();
        }
        return ((Mqtt5Disconnect) message).getReasonCode();
    }

    private static String words(Mqtt5ReasonCode code) {
        return String.valueOf(code).toLowerCase(Locale.ROOT).replace('_', ' ')
                + String.format(Locale.ROOT, " (0x%02X)", code.getCode());
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}

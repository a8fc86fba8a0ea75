package org.axletree.mqtt.session.delivery;

import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Telling;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.session.attachment.Outbox;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.session.delivery.InFlightMessages.State;
import org.axletree.mqtt.store.Progress;
import org.axletree.mqtt.wire.PacketKind;

/**
 * The QoS 1 and 2 messages that one session has sent, up to their last acknowledgement, over any number of connections: a new
 * one is first sent what the one before left unsettled. On the session's event loop.
 */
final class Transmission {
    private static final int FAILURE = 0x80;

    private final SessionContext context;
    private final DeliveryProgress deliveryProgress;
    /** Made with the first QoS 1 or 2 message: many devices never hear one. */
    private Optional<InFlightMessages> inFlight = Optional.empty();

    /** Empty while there is no connection. */
    private Optional<SendWindow> sendWindow = Optional.empty();

    Transmission(SessionContext context) {
        this.context = context;
        this.deliveryProgress = new DeliveryProgress(context);
    }

    void attach(Outbox outbox, int most) {
        sendWindow = Optional.of(new SendWindow(
                outbox, most, inFlight.map(InFlightMessages::inOrder).orElse(List.of())));
        sendAgain();
    }

    void detach() {
        sendWindow = Optional.empty();
    }

    /** Whether nothing is left that was sent to an earlier connection and not yet to this one. */
    boolean isUpToDate() {
        return sendWindow.isEmpty() || sendWindow.get().isUpToDate();
    }

    /** How many are sent and not settled. */
    int unsettled() {
        return inFlight.map(InFlightMessages::size).orElse(0);
    }

    /** Whether one more would be sent at once. */
    boolean isOpen() {
        return sendWindow.isPresent()
                && sendWindow.get().isOpen()
                && (inFlight.isEmpty() || inFlight.get().hasRoom());
    }

    /** The session goes on without a connection: what is unacknowledged keeps its identifier over a restart, too. */
    void keepIdentifiers() {
        inFlight.ifPresent(present -> present.inOrder().forEach(packetId -> {
            if (present.state(packetId) == State.SENT_QOS_1) {
                present.delivery(packetId)
                        .filter(delivery -> delivery.message().isKept())
                        .ifPresent(delivery -> deliveryProgress.leftUnacknowledged(delivery, packetId));
            }
        }));
    }

    /** Ends what was told to the device alone and is unacknowledged: whoever told it has it still. */
    void letGoTold() {
        inFlight.ifPresent(present -> present.inOrder().stream()
                .filter(packetId ->
                        present.delivery(packetId).filter(Delivery::isAwaited).isPresent())
                .forEach(packetId -> discard(present, packetId, false)));
    }

    /** A message that was sent before the server ended. */
    void restore(Delivery delivery, Progress progress, int packetId) {
        State sent = delivery.qos() == Qos.EXACTLY_ONCE ? State.SENT_QOS_2 : State.SENT_QOS_1;
        inFlight().restore(packetId, progress == Progress.RELEASED ? State.RELEASED : sent, delivery);
    }

    /** A message that nobody keeps yet. */
    void transmit(OutboundMessage message, Qos qos, boolean retain, Grant grant) {
        if (keeps(qos, grant.share())) {
            transmit(Delivery.of(message, grant));
            return;
        }
        int packetId = inFlight().take(qos == Qos.AT_LEAST_ONCE ? State.SENT_QOS_1 : State.SENT_QOS_2);
        SendWindow present = sendWindow.orElseThrow();
        present.began();
        if (!present.outbox().sendPublish(message, qos, retain, false, grant.identifiers(), packetId)) {
            context.dropped(Reason.PACKET_TOO_LARGE, message);
            free(packetId, Telling.ABSENT);
        }
    }

    /** Whether a message is kept until it is settled: for the next connection, or for those who share it. */
    private boolean keeps(Qos qos, Optional<SubscriptionFilter> share) {
        // What was sent at QoS 2 may go to nobody else (MQTT-4.8.2-5).
        return context.isLasting() || share.isPresent() && qos == Qos.AT_LEAST_ONCE;
    }

    /** A message that waited. */
    void transmit(Delivery delivery) {
        OutboundMessage message = delivery.message();
        boolean exactlyOnce = delivery.qos() == Qos.EXACTLY_ONCE;
        boolean prepares = exactlyOnce && message.isKept();
        State state = prepares ? State.PREPARED : exactlyOnce ? State.SENT_QOS_2 : State.SENT_QOS_1;
        int packetId = inFlight().take(state);
        sendWindow.orElseThrow().began();
        boolean keeps = keeps(delivery.qos(), delivery.share()) || delivery.isAwaited();
        if (keeps) {
            inFlight().keep(packetId, delivery);
        }
        if (prepares) {
            prepare(packetId, delivery);
            return;
        }
        send(packetId, delivery, delivery.mayHaveBeenSent());
        if (!keeps) {
            delivery.release(context);
        }
    }

    /** Only what is known to have this identifier may be sent with it, or it could arrive twice after a crash. */
    private void prepare(int packetId, Delivery delivery) {
        deliveryProgress.reached(Progress.SENT, delivery, packetId, () -> {
            if (isStill(packetId, delivery, State.PREPARED)) {
                inFlight().state(packetId, State.SENT_QOS_2);
                // Not if the next connection is still to get to it.
                if (sendWindow.isPresent() && !sendWindow.get().isToCome(packetId)) {
                    send(packetId, delivery, false);
                }
            }
        });
    }

    private boolean isStill(int packetId, Delivery delivery, State state) {
        return inFlight().state(packetId) == state
                && inFlight()
                        .delivery(packetId)
                        .filter(kept -> kept == delivery)
                        .isPresent();
    }

    private void send(int packetId, Delivery delivery, boolean dup) {
        OutboundMessage message = delivery.message();
        boolean sent = sendWindow
                .orElseThrow()
                .outbox()
                .sendPublish(message, delivery.qos(), delivery.retain(), dup, delivery.identifiers(), packetId);
        if (!sent) {
            context.dropped(Reason.PACKET_TOO_LARGE, message);
            free(packetId, Telling.ABSENT);
        }
    }

    /** Sends again what may be sent again now. Answers whether that was all. */
    boolean sendAgain() {
        while (sendWindow.isPresent()) {
            int packetId = sendWindow.get().next();
            if (packetId == 0) {
                return true;
            }
            if (!isOpen() && inFlight().state(packetId) != State.RELEASED) {
                return false;
            }
            sendWindow.get().takeNext();
            sendAgain(packetId, sendWindow.get());
        }
        return true;
    }

    private void sendAgain(int packetId, SendWindow present) {
        State state = inFlight().state(packetId);
        if (state != State.FREE) {
            // What waits for the store as well: it goes out, and ends, on this connection.
            present.began();
        }
        if (state == State.RELEASED) {
            present.outbox().sendAcknowledgement(PacketKind.PUBREL, packetId, 0);
        } else if (state == State.SENT_QOS_1 || state == State.SENT_QOS_2) {
            inFlight().delivery(packetId).ifPresent(delivery -> send(packetId, delivery, true));
        }
    }

    // Acknowledgements. False: the identifier is in use for something else.

    boolean acknowledged(int packetId) {
        State state = state(packetId);
        if (state == State.SENT_QOS_1) {
            free(packetId, Telling.ACKNOWLEDGED);
        }
        return state == State.FREE || state == State.SENT_QOS_1;
    }

    boolean received(int packetId, int reasonCode) {
        switch (state(packetId)) {
            case FREE -> sendWindow.ifPresent(present -> present.outbox().sendUnknown(PacketKind.PUBREL, packetId));
            case SENT_QOS_2 -> {
                if (reasonCode >= FAILURE) {
                    free(packetId, Telling.ACKNOWLEDGED);
                } else {
                    release(packetId);
                }
            }
            case RELEASED -> sendRelease(packetId);
            case RECEIVED -> {
                // PUBREL follows as soon as the first PUBREC is committed.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void release(int packetId) {
        Optional<Delivery> kept = inFlight().delivery(packetId);
        kept.ifPresent(delivery -> {
            inFlight().keep(packetId, delivery);
            delivery.settle(Telling.ACKNOWLEDGED);
        });
        if (kept.isEmpty() || !kept.get().message().isKept()) {
            inFlight().state(packetId, State.RELEASED);
            sendRelease(packetId);
            return;
        }
        inFlight().state(packetId, State.RECEIVED);
        deliveryProgress.reached(Progress.RELEASED, kept.get(), packetId, () -> {
            if (isStill(packetId, kept.get(), State.RECEIVED)) {
                inFlight().state(packetId, State.RELEASED);
                sendRelease(packetId);
            }
        });
    }

    private void sendRelease(int packetId) {
        sendWindow.ifPresent(present -> present.outbox().sendAcknowledgement(PacketKind.PUBREL, packetId, 0));
    }

    boolean completed(int packetId) {
        State state = state(packetId);
        if (state == State.RELEASED) {
            free(packetId, Telling.ACKNOWLEDGED);
        }
        return state == State.FREE || state == State.RELEASED;
    }

    /** What is unacknowledged stays in the session: whoever waits for it hears that. */
    void settleAwaited() {
        inFlight.ifPresent(present -> present.inOrder()
                .forEach(packetId -> present.delivery(packetId).ifPresent(kept -> kept.settle(Telling.QUEUED))));
    }

    /** The session ends. */
    void end(boolean passesOn) {
        detach();
        inFlight.ifPresent(present -> present.inOrder().forEach(id -> discard(present, id, passesOn)));
    }

    private void discard(InFlightMessages present, int packetId, boolean passesOn) {
        State state = present.state(packetId);
        boolean unsent = state == State.SENT_QOS_1 || state == State.PREPARED;
        boolean sent = state != State.PREPARED;
        present.free(packetId).ifPresent(kept -> {
            if (sent) {
                kept.settle(Telling.UNACKNOWLEDGED);
            }
            kept.letGo(context, unsent && passesOn);
        });
    }

    private void free(int packetId, Telling telling) {
        inFlight().free(packetId).ifPresent(kept -> {
            kept.settle(telling);
            kept.letGo(context);
        });
        sendWindow.ifPresent(SendWindow::settled);
    }

    private InFlightMessages inFlight() {
        if (inFlight.isEmpty()) {
            inFlight = Optional.of(new InFlightMessages());
        }
        return inFlight.get();
    }

    private State state(int packetId) {
        return inFlight.isPresent() ? inFlight.get().state(packetId) : State.FREE;
    }
}

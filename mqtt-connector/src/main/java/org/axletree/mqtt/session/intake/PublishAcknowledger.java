package org.axletree.mqtt.session.intake;

import java.util.Optional;
import org.axletree.core.message.Qos;
import org.axletree.mqtt.session.attachment.Attachment;
import org.axletree.mqtt.session.attachment.Outbox;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.wire.PacketKind;

/**
 * What one client is told of the QoS 1 and 2 messages that it published: PUBACK, PUBREC, PUBCOMP, each when what it promises
 * survives, and in the order of the messages (MQTT-4.6.0-2, MQTT-4.6.0-3). On the session's event loop.
 */
final class PublishAcknowledger {
    private static final int NO_MATCHING_SUBSCRIBERS = 0x10;

    private final SessionContext context;
    /** Made with the first QoS 2 message. */
    private Optional<ReceivedIds> received = Optional.empty();

    /** PublishAcknowledger that wait for the store; later ones wait behind them. */
    private int committing;

    PublishAcknowledger(SessionContext context) {
        this.context = context;
    }

    /** A message has come. */
    void expect(InboundPublication publication) {
        publication.attachment().ifPresent(Attachment::received);
        if (publication.publishedQos() == Qos.EXACTLY_ONCE && !received().add(publication.packetId())) {
            publication.outcome(PublicationOutcome.REPEATED);
        }
        if (received.isPresent() && !received.get().hasRoom(context.share())) {
            // To forget it could bring a message twice.
            context.attachment().ifPresent(present -> present.connection()
                    .close(context.allowance().refusal()));
        }
    }

    /** A QoS 2 message that was received before a restart. */
    void restore(int packetId) {
        received().restore(packetId);
        received().takeRoom(context.share());
    }

    /** A message could not be passed on: should it come again, it is new. */
    void lose(InboundPublication publication) {
        boolean exactlyOnce = publication.publishedQos() == Qos.EXACTLY_ONCE && publication.packetId() != 0;
        if (exactlyOnce && !publication.isRepeated()) {
            received().forget(publication.packetId());
        }
    }

    /** @param stored whether what became of the message is on its way to the store */
    void acknowledge(InboundPublication publication, boolean stored) {
        if (publication.publishedQos() == Qos.EXACTLY_ONCE) {
            acknowledgeExactlyOnce(publication, stored);
        } else if (!stored && committing == 0) {
            tell(publication, PacketKind.PUBACK, true);
        } else {
            whenCommitted(() -> tell(publication, PacketKind.PUBACK, true));
        }
    }

    private void acknowledgeExactlyOnce(InboundPublication publication, boolean stored) {
        boolean remembered = context.isLasting() && !publication.isRepeated();
        boolean over = publication.outcome().refusal().isPresent()
                && publication.attachment().map(Attachment::isMqtt5).orElse(false);
        if (over) {
            // A PUBREC that says no ends it (MQTT 5 section 4.3.3).
            received().forget(publication.packetId());
        } else if (remembered) {
            context.changes().received(context.storeId(), publication.packetId());
        }
        if (stored || committing > 0 || remembered && !over) {
            whenCommitted(() -> tell(publication, PacketKind.PUBREC, over));
        } else {
            tell(publication, PacketKind.PUBREC, over);
        }
        if (received().answered(publication.packetId())) {
            released(publication.packetId());
        }
    }

    private static void tell(InboundPublication publication, int kind, boolean last) {
        publication.attachment().ifPresent(from -> {
            if (last) {
                from.acknowledged();
            }
            if (publication.outcome().refusal().isPresent()) {
                from.outbox()
                        .sendRefusal(
                                kind,
                                publication.packetId(),
                                publication.outcome().refusal().get());
            } else {
                from.outbox()
                        .sendAcknowledgement(
                                kind, publication.packetId(), publication.isOfNoUse() ? NO_MATCHING_SUBSCRIBERS : 0);
            }
        });
    }

    /** PUBREL. */
    void released(int packetId) {
        if (received().isTooEarly(packetId)) {
            return;
        }
        boolean known = received().release(packetId);
        Optional<Attachment> from = context.attachment();
        Runnable complete = () -> {
            if (from.isPresent() && from.equals(context.attachment())) {
                from.get().acknowledged();
                complete(from.get().outbox(), packetId, known);
            }
        };
        if (known && context.isLasting()) {
            context.changes().released(context.storeId(), packetId);
            whenCommitted(complete);
        } else if (committing > 0) {
            whenCommitted(complete);
        } else {
            complete.run();
        }
    }

    private static void complete(Outbox outbox, int packetId, boolean known) {
        if (known) {
            outbox.sendAcknowledgement(PacketKind.PUBCOMP, packetId, 0);
        } else {
            outbox.sendUnknown(PacketKind.PUBCOMP, packetId);
        }
    }

    private void whenCommitted(Runnable action) {
        committing++;
        context.journal().then(new Commit() {
            @Override
            public void committed() {
                committing--;
                action.run();
            }

            @Override
            public void failed() {
                committing--;
                context.fail();
            }
        });
    }

    private ReceivedIds received() {
        if (received.isEmpty()) {
            received = Optional.of(new ReceivedIds());
        }
        return received.get();
    }
}

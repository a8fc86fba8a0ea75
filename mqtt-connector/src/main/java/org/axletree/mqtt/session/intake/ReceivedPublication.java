package org.axletree.mqtt.session.intake;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.axletree.mqtt.session.attachment.Attachment;
import org.axletree.mqtt.wire.PublishReader;

/** What came in a PUBLISH, and on which connection: there it is acknowledged. */
final class ReceivedPublication extends InboundPublication {
    private static final int PACKET_ID = 0xFFFF;
    private static final int DUP = 0x1_0000;

    /** Identifier and DUP flag in one: there is one of these objects for every message, and it fits into 64 bytes. */
    private final int packet;

    private final Optional<Attachment> attachment;

    /**
     * @param publish what was just read
     * @param payload this takes over the caller's reference
     */
    ReceivedPublication(Intake intake, PublishReader publish, ByteBuf payload) {
        super(intake, publish.topic(), publish.qos(), publish.retain(), publish.properties(), payload);
        this.packet = publish.packetId() | (publish.dup() ? DUP : 0);
        this.attachment = intake.context().attachment();
    }

    @Override
    public boolean repeated() {
        return (packet & DUP) != 0;
    }

    @Override
    int packetId() {
        return packet & PACKET_ID;
    }

    @Override
    Optional<Attachment> attachment() {
        return attachment.isPresent() && attachment.equals(intake().context().attachment())
                ? attachment
                : Optional.empty();
    }

    @Override
    boolean isCutOff() {
        return attachment.isPresent() && attachment.get().isCut();
    }

    @Override
    void finished() {
        // Nobody waits for it but its client.
    }
}

package org.axletree.mqtt.session.intake;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.axletree.mqtt.session.attachment.Attachment;
import org.axletree.mqtt.wire.PublishReader;

/** What came in a PUBLISH, and on which connection: there it is acknowledged. */
final class ReceivedPublication extends InboundPublication {
    private final int packetId;
    private final boolean dup;
    private final Optional<Attachment> attachment;

    /**
     * @param publish what was just read
     * @param payload this takes over the caller's reference
     */
    ReceivedPublication(Intake intake, PublishReader publish, ByteBuf payload) {
        super(intake, publish.topic(), publish.qos(), publish.retain(), publish.properties(), payload);
        this.packetId = publish.packetId();
        this.dup = publish.dup();
        this.attachment = intake.context().attachment();
    }

    @Override
    public boolean repeated() {
        return dup;
    }

    @Override
    int packetId() {
        return packetId;
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

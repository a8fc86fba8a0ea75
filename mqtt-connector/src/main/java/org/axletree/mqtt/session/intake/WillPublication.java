package org.axletree.mqtt.session.intake;

import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.axletree.mqtt.session.attachment.Attachment;
import org.axletree.mqtt.wire.Will;

/** What a client left to be said: nobody is told that it was. */
final class WillPublication extends InboundPublication {
    private final Runnable onFinished;

    /** @param onFinished runs in the turn in which its routes have it and it is written down for whoever is to have it later */
    WillPublication(Intake intake, Will will, Runnable onFinished) {
        super(
                intake,
                will.topic(),
                will.qos(),
                will.retain(),
                will.properties(),
                Unpooled.wrappedBuffer(will.payload()));
        this.onFinished = onFinished;
    }

    @Override
    public boolean will() {
        return true;
    }

    @Override
    int packetId() {
        return 0;
    }

    @Override
    Optional<Attachment> attachment() {
        return Optional.empty();
    }

    @Override
    boolean isCutOff() {
        return false;
    }

    @Override
    void finished() {
        onFinished.run();
    }
}

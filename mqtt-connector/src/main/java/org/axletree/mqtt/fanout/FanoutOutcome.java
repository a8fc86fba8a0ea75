package org.axletree.mqtt.fanout;

import java.util.Optional;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Watermark;

/**
 * What became of a message that was fanned out.
 *
 * @param heard whether somebody had subscribed to its topic
 * @param stored whether it was stored, so that it may be acknowledged only when that is committed
 * @param refusal why it was not retained, or not stored for those who were to have it later
 * @param crowded what its sender has to wait for; empty as a rule
 */
public record FanoutOutcome(boolean heard, boolean stored, Optional<Reason> refusal, Optional<Watermark> crowded) {
    private static final FanoutOutcome HEARD = plain(true, false);
    private static final FanoutOutcome HEARD_AND_STORED = plain(true, true);
    private static final FanoutOutcome UNHEARD = plain(false, false);
    private static final FanoutOutcome UNHEARD_AND_STORED = plain(false, true);

    private static FanoutOutcome plain(boolean heard, boolean stored) {
        return new FanoutOutcome(heard, stored, Optional.empty(), Optional.empty());
    }

    /** Without a new object where nothing went wrong: there is one for every message. */
    static FanoutOutcome of(boolean heard, boolean stored, Optional<Reason> refusal, Optional<Watermark> crowded) {
        if (refusal.isPresent() || crowded.isPresent()) {
            return new FanoutOutcome(heard, stored, refusal, crowded);
        }
        if (heard) {
            return stored ? HEARD_AND_STORED : HEARD;
        }
        return stored ? UNHEARD_AND_STORED : UNHEARD;
    }
}

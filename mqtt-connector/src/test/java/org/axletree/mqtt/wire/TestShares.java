package org.axletree.mqtt.wire;

import org.axletree.door.pressure.Allowances;
import org.axletree.door.pressure.Share;

/** Shares for what is tested without a hub. */
public final class TestShares {
    private TestShares() {}

    /** One of a hub with much room. */
    public static Share roomy() {
        return new Share(new Allowances(Integer.MAX_VALUE).of("roomy"));
    }

    /** One of a hub with so much room. */
    public static Share of(int bytes) {
        return new Share(new Allowances(bytes).of("small"));
    }
}

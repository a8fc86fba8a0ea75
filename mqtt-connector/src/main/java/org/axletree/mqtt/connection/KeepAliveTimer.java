package org.axletree.mqtt.connection;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axletree.core.outcome.Reason;

/** How long a connection waits for its peer: for the CONNECT, then by the keep-alive. */
final class KeepAliveTimer {
    private static final long CONNECT_WITHIN = TimeUnit.SECONDS.toNanos(10);

    private final long openedAt = System.nanoTime();
    private boolean connected;
    private long keepAliveNanos;
    private long heardAt;

    /** @param seconds 0 for no end */
    void keepAlive(int seconds) {
        connected = true;
        // One and a half periods (MQTT-3.1.2-22), and a second since the loop's time may be half a second old.
        keepAliveNanos = seconds == 0 ? 0 : TimeUnit.MILLISECONDS.toNanos(1_500L * seconds + 1_000);
    }

    void heard(long now) {
        heardAt = now;
    }

    /** Why to wait no longer, if so. */
    Optional<Reason> end(long now) {
        if (!connected) {
            return now - openedAt > CONNECT_WITHIN ? Optional.of(Reason.CONNECT_TIMEOUT) : Optional.empty();
        }
        return keepAliveNanos > 0 && now - heardAt > keepAliveNanos
                ? Optional.of(Reason.KEEP_ALIVE_TIMEOUT)
                : Optional.empty();
    }
}

package org.axletree.mqtt.listener;

import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The keys under which clients are given their TLS sessions to keep (RFC 5077, RFC 8446 section 4.6.1). They are in memory
 * only, and each is gone when the last session under it has ended: who gets hold of the server later cannot read what was
 * said before.
 */
final class TicketKeys {
    /** How long a session may be resumed. */
    static final int LIFE_SECONDS = 4 * 60 * 60;

    private static final long RENEWAL_NANOS = TimeUnit.SECONDS.toNanos(LIFE_SECONDS);

    private final SecureRandom random = new SecureRandom();
    /** The newest, and the one before it. */
    private final Deque<OpenSslSessionTicketKey> keys = new ArrayDeque<>();

    private volatile long renewedAt;

    TicketKeys() {
        renew();
    }

    /** Makes sessions of a context resumable, also those that began under another certificate of the server. */
    synchronized void apply(OpenSslSessionContext sessions) {
        sessions.setTicketKeys(keys.toArray(OpenSslSessionTicketKey[]::new));
    }

    void renewIfDue(OpenSslSessionContext sessions) {
        if (System.nanoTime() - renewedAt > RENEWAL_NANOS) {
            synchronized (this) {
                if (System.nanoTime() - renewedAt > RENEWAL_NANOS) {
                    renew();
                    apply(sessions);
                }
            }
        }
    }

    private void renew() {
        keys.addFirst(new OpenSslSessionTicketKey(
                bytes(OpenSslSessionTicketKey.NAME_SIZE),
                bytes(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
                bytes(OpenSslSessionTicketKey.AES_KEY_SIZE)));
        if (keys.size() > 2) {
            keys.removeLast();
        }
        renewedAt = System.nanoTime();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}

package org.axletree.coap.endpoint;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.SecretKey;
import org.axletree.core.address.InternetAddress;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.Notice;
import org.axletree.core.door.PresharedKey;
import org.axletree.core.outcome.Reason;
import org.axletree.door.lane.InflowWorkers;
import org.eclipse.californium.elements.util.StringUtil;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;

/**
 * The keys of devices, asked of the hub. An identity that nobody has gets a random key: to whoever asks, it looks like one
 * whose key is another, and that is silence. Who had a right to know the key and did not show that it does is told to its owner.
 */
final class DeviceKeys implements AdvancedPskStore {
    private static final Logger LOG = Logger.getLogger(DeviceKeys.class.getName());
    private static final int LONGEST_IDENTITY = 64;
    private static final int RANDOM_KEY_BYTES = 16;
    private static final int MOST_ATTEMPTS = 10_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final InflowWorkers workers;
    private final SecureRandom random = new SecureRandom();
    private final Map<ConnectionId, Attempt> attempts = new ConcurrentHashMap<>();
    private final Map<ConnectionId, InetSocketAddress> addresses = new ConcurrentHashMap<>();
    private volatile HandshakeResultHandler results = result -> {};

    /** A handshake under way, of a device that the hub knows. */
    private record Attempt(PresharedKey known, long since, Optional<InetSocketAddress> address) {}

    DeviceKeys(InflowWorkers workers) {
        this.workers = workers;
    }

    @Override
    public boolean hasEcdhePskSupported() {
        return false;
    }

    @Override
    public PskSecretResult requestPskSecretResult(
            ConnectionId connection,
            ServerNames names,
            PskPublicInformation identity,
            String hmac,
            SecretKey other,
            byte[] seed,
            boolean extended) {
        String name = identity.getPublicInfoAsString();
        boolean asked = identity.isCompliantEncoding()
                && name.length() <= LONGEST_IDENTITY
                && workers.offer(inflow -> results.apply(result(connection, identity, key(inflow, connection, name))));
        return asked ? null : result(connection, identity, randomKey());
    }

    private static PskSecretResult result(ConnectionId connection, PskPublicInformation identity, byte[] key) {
        return new PskSecretResult(connection, identity, SecretUtil.create(key, "PSK"));
    }

    private byte[] key(DeviceInflow inflow, ConnectionId connection, String identity) {
        try {
            Optional<PresharedKey> known = inflow.presharedKey(identity);
            known.ifPresent(one -> begun(connection, one));
            return known.flatMap(PresharedKey::key).orElseGet(this::randomKey);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "The key of " + StringUtil.toDisplayString(identity.getBytes(), 64)
                            + " could not be looked up");
            return randomKey();
        }
    }

    private byte[] randomKey() {
        byte[] key = new byte[RANDOM_KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private void begun(ConnectionId connection, PresharedKey known) {
        if (attempts.size() < MOST_ATTEMPTS) {
            attempts.put(
                    connection, new Attempt(known, System.nanoTime(), Optional.ofNullable(addresses.get(connection))));
        }
    }

    /** The device has shown that it knows its key. */
    void proved(ConnectionId connection) {
        attempts.remove(connection);
    }

    /** Tells owners of handshakes that did not end. Called every second or so. */
    void sweep(long now) {
        for (Iterator<Attempt> each = attempts.values().iterator(); each.hasNext(); ) {
            Attempt attempt = each.next();
            if (now - attempt.since() > PATIENCE_NANOS) {
                each.remove();
                workers.offer(inflow -> inflow.notice(notice(attempt)));
            }
        }
    }

    private static Notice notice(Attempt attempt) {
        Reason reason = attempt.known().key().isPresent() ? Reason.PRESHARED_KEY_WRONG : Reason.DTLS_NOT_FOR_DEVICE;
        return new Notice(
                attempt.known().hubId(),
                attempt.known().deviceId(),
                reason,
                "DTLS handshake",
                attempt.address().map(InternetAddress::withPort).orElse(""));
    }

    /** A handshake begins. */
    void begins(ConnectionId connection, InetSocketAddress address) {
        if (addresses.size() < MOST_ATTEMPTS) {
            addresses.put(connection, address);
        }
    }

    /** A handshake is over, however it ended. */
    void ends(ConnectionId connection) {
        addresses.remove(connection);
    }

    @Override
    public PskPublicInformation getIdentity(InetSocketAddress peer, ServerNames names) {
        return null; // of clients only
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        results = handler;
    }
}

package org.axletree.hub.registry.password;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;

/** Which devices have a user name and a password. */
@ApplicationScoped
public class PasswordDirectory {
    /** Hubs are tenants: the same user name may be there in several. No login tries more than these. */
    private static final int MOST_OF_ONE_NAME = 4;

    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private Registry registry;
    private final Clock clock = Clock.systemUTC();
    private volatile boolean some;
    private volatile long lookedAt = System.nanoTime() - LOOK_AGAIN_NANOS;

    /** For the container. */
    protected PasswordDirectory() {}

    @Inject
    public PasswordDirectory(Registry registry) {
        this.registry = registry;
    }

    /** Whether no device has a password, so that hubs without them do not pay for them at each login. */
    public boolean isEmpty() {
        if (!some && System.nanoTime() - lookedAt >= LOOK_AGAIN_NANOS) {
            lookedAt = System.nanoTime();
            some = registry.read(
                    entities -> !entities.createQuery("select p.deviceId from DevicePasswordRow p", String.class)
                            .setMaxResults(1)
                            .getResultList()
                            .isEmpty());
        }
        return !some;
    }

    /** To be told where the first one is made: it counts from that moment on. */
    public void added() {
        some = true;
    }

    /** Whoever has the user name, in the order of their ids. */
    public List<DevicePassword> named(String userName) {
        return StoredText.isPossible(userName) && !userName.isEmpty()
                ? found("select p from DevicePasswordRow p where p.userName = :text order by p.deviceId", userName)
                : List.of();
    }

    /** What a device has: one or none. */
    public List<DevicePassword> ofDevice(String deviceId) {
        return StoredText.isPossible(deviceId)
                ? found("select p from DevicePasswordRow p where p.deviceId = :text", deviceId)
                : List.of();
    }

    /** The user name of a device; empty if it has none. */
    public String userName(String deviceId) {
        return ofDevice(deviceId).stream()
                .map(DevicePassword::userName)
                .findFirst()
                .orElse("");
    }

    private List<DevicePassword> found(String query, String text) {
        return registry.read(entities -> entities.createQuery(query, DevicePasswordRow.class)
                .setParameter("text", text)
                .setMaxResults(MOST_OF_ONE_NAME)
                .getResultStream()
                .map(row -> new DevicePassword(row.deviceId, row.userName, PasswordHash.read(row.passwordHash)))
                .toList());
    }

    /** Puts the hub's own hash in the place of an imported one, unless the password was changed in between. */
    public void renew(DevicePassword before, PasswordHash own) {
        registry.change("device", before.deviceId(), entities -> entities.createQuery("update DevicePasswordRow p"
                        + " set p.passwordHash = :own, p.changedAt = :now"
                        + " where p.deviceId = :id and p.passwordHash = :before")
                .setParameter("own", own.text())
                .setParameter("now", clock.millis())
                .setParameter("id", before.deviceId())
                .setParameter("before", before.hash().text())
                .executeUpdate());
    }
}

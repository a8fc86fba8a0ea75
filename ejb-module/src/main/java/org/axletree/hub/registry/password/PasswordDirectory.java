package org.axletree.hub.registry.password;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.scram.ScramVerifier;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;

/** Which devices have a user name and a password. */
@ApplicationScoped
public class PasswordDirectory {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private Registry registry;
    private ScramVerifiers verifiers;
    private final Clock clock = Clock.systemUTC();
    private volatile boolean some;
    private volatile long lookedAt = System.nanoTime() - LOOK_AGAIN_NANOS;

    /** For the container. */
    protected PasswordDirectory() {}

    @Inject
    public PasswordDirectory(Registry registry, ScramVerifiers verifiers) {
        this.registry = registry;
        this.verifiers = verifiers;
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

    /**
     * Gives a new device, which is in the database already, its password.
     *
     * @param verifier empty where the password itself is not known
     */
    public void add(
            EntityManager entities,
            String deviceId,
            String userName,
            PasswordHash hash,
            Optional<ScramVerifier> verifier,
            long now) {
        Optional<byte[]> sealed = verifier.map(each -> verifiers.seal(deviceId, each));
        DevicePasswordRow.add(entities, deviceId, userName, hash, sealed, now);
        some = true; // the first one counts from now on
    }

    /** Whoever has the user name, in the order of their ids. Hubs are tenants: it may be there in several. */
    public List<DevicePassword> named(String userName) {
        return StoredText.isPossible(userName) && !userName.isEmpty()
                ? found("select p from DevicePasswordRow p where p.userName = :text order by p.deviceId", userName)
                : List.of();
    }

    /** Whom a login names. Who only asks what would come of one is not to try what is another project's: it names those that the caller sees. */
    public List<DevicePassword> named(ConnectRequest request) {
        return request.rehearsed() ? namedAmongOwn(request.userName()) : named(request.userName());
    }

    private List<DevicePassword> namedAmongOwn(String userName) {
        Caller caller = Caller.current();
        return StoredText.isPossible(userName) && !userName.isEmpty()
                ? registry.read(entities -> entities.createQuery(
                                "select p, h.projectId from DevicePasswordRow p, DeviceRow d, HubRow h where p.userName = :text"
                                        + " and d.id = p.deviceId and h.id = d.hubId order by p.deviceId",
                                Object[].class)
                        .setParameter("text", userName)
                        .getResultStream()
                        .filter(row -> caller.sees((String) row[1]))
                        .map(row -> DevicePassword.read((DevicePasswordRow) row[0]))
                        .toList())
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
                .getResultStream()
                .map(DevicePassword::read)
                .toList());
    }

    /**
     * The password is known now: keeps the hub's own hash in the place of an imported one, and what proves the password by SCRAM-SHA-256,
     * if there can be that, unless it was changed in between.
     */
    public void renew(DevicePassword before, PasswordHash own, Optional<ScramVerifier> verifier) {
        registry.change("device", before.deviceId(), entities -> {
            Query update =
                    entities.createQuery("update DevicePasswordRow p set p.passwordHash = :own, p.changedAt = :now"
                            + (verifier.isPresent() ? ", p.sealedVerifier = :sealed" : "")
                            + " where p.deviceId = :id and p.passwordHash = :before");
            verifier.ifPresent(each -> update.setParameter("sealed", verifiers.seal(before.deviceId(), each)));
            return update.setParameter("own", own.text())
                    .setParameter("now", clock.millis())
                    .setParameter("id", before.deviceId())
                    .setParameter("before", before.hash().text())
                    .executeUpdate();
        });
    }
}

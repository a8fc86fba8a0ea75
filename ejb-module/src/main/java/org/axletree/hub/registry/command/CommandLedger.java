package org.axletree.hub.registry.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.settings.HubSettings;

/** Keeps commands to devices, and says how far each is. Whoever asks for a device's commands has been let see the device. */
@ApplicationScoped
public class CommandLedger {
    /** How long a command that has ended is told of. */
    public static final Duration REMEMBERED = Duration.ofDays(7);

    private static final int AT_ONCE = 500;
    private static final int LONGEST_PROBLEM = 255;

    private Registry registry;
    private HubSettings settings;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected CommandLedger() {}

    @Inject
    public CommandLedger(Registry registry, HubSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** Keeps a command. When it returns, the command survives. */
    public DeviceCommand add(Device device, CommandOrder order) {
        return registry.change("command", "device", device.id(), entities -> {
            Quota.requireRoom("commands", settings.limit(HubLimit.COMMANDS_PER_DEVICE), open(entities, device.id()));
            long now = clock.millis();
            DeviceCommandRow row = new DeviceCommandRow();
            row.id = UUID.randomUUID().toString();
            row.region = device.region();
            row.hubId = device.hubId();
            row.deviceId = device.id();
            row.kind = order.kind();
            row.name = order.name();
            row.details = order.details();
            row.payload = order.payload();
            row.state = CommandState.WAITING;
            row.problem = "";
            row.createdAt = now;
            row.deadlineAt = now + order.waitSeconds() * 1_000L;
            row.respondSeconds = order.respondSeconds();
            entities.persist(row);
            AuditedDeed.once("sent", "command", device.id(), device.hubId(), Map.of("command", order.name()))
                    .noteWithChange();
            return row.toCommand();
        });
    }

    private static long open(EntityManager entities, String deviceId) {
        return entities.createQuery(
                        "select count(c) from DeviceCommandRow c where c.deviceId = :id and c.endedAt is null",
                        Long.class)
                .setParameter("id", deviceId)
                .getSingleResult();
    }

    /** The commands of a device, newest first. */
    public Page<DeviceCommand> list(String deviceId, PageRequest page) {
        page.check();
        return registry.read(entities -> new Listing<>(DeviceCommandRow.class)
                .of("deviceId", deviceId)
                .page(entities, page, "x.position desc")
                .map(DeviceCommandRow::toCommand));
    }

    /**
     * The commands to the devices that a hub has, newest first; of a device that came from another hub, those since then. Whoever asks
     * has been let see the hub.
     */
    public Page<DeviceCommand> listOfHub(String hubId, PageRequest page) {
        page.check();
        return registry.read(entities -> new Listing<>(DeviceCommandRow.class)
                .of("hubId", hubId)
                .suchThat(
                        "exists (select d.id from DeviceRow d where d.id = x.deviceId and d.hubId = :hub)",
                        Map.of("hub", hubId))
                .page(entities, page, "x.position desc")
                .map(DeviceCommandRow::toCommand));
    }

    public DeviceCommand get(String deviceId, String commandId) {
        return registry.read(entities -> Optional.ofNullable(entities.find(DeviceCommandRow.class, commandId)))
                .filter(row -> row.deviceId.equals(deviceId))
                .map(DeviceCommandRow::toCommand)
                .orElseThrow(() -> ProblemException.notFound("command", commandId));
    }

    /**
     * Those whose devices have not been told, the oldest first.
     *
     * @param after only those behind this position, so that many that wait for absent devices hide nobody
     */
    public List<DeviceCommand> waiting(long after) {
        return registry.read(entities -> entities.createQuery(
                        "select c from DeviceCommandRow c where c.state = :waiting and c.position > :after"
                                + " order by c.position",
                        DeviceCommandRow.class)
                .setParameter("waiting", CommandState.WAITING)
                .setParameter("after", after)
                .setMaxResults(AT_ONCE)
                .getResultStream()
                .map(DeviceCommandRow::toCommand)
                .toList());
    }

    /** The oldest command that a device has not been told. */
    public Optional<DeviceCommand> next(String deviceId) {
        return registry.read(entities -> entities.createQuery(
                        "select c from DeviceCommandRow c where c.deviceId = :id and c.state = :waiting order by c.position",
                        DeviceCommandRow.class)
                .setParameter("id", deviceId)
                .setParameter("waiting", CommandState.WAITING)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(DeviceCommandRow::toCommand));
    }

    /** Somebody tells the device now; answers false if somebody else does, or it is over. */
    public boolean take(String commandId) {
        return moved(commandId, CommandState.WAITING, CommandState.SENT, OptionalInt.empty(), "", "");
    }

    /** The device was not there after all. */
    public void putBack(String commandId) {
        moved(commandId, CommandState.SENT, CommandState.WAITING, OptionalInt.empty(), "", "");
    }

    /**
     * It is known what became of a command.
     *
     * @param state one that is an end
     */
    public void end(String commandId, CommandState state, OptionalInt answerStatus, String answer, String problem) {
        moved(commandId, CommandState.SENT, state, answerStatus, answer, problem);
    }

    /** In a transaction of whoever brings messages: one of them, which may be a command, has ended. */
    public static void messageEnded(EntityManager entities, String messageId, boolean taken, long nowMillis) {
        entities.createQuery("update DeviceCommandRow c set c.state = :to, c.endedAt = :now, c.problem = :problem"
                        + " where c.id = :id and c.state = :sent")
                .setParameter("to", taken ? CommandState.DELIVERED : CommandState.FAILED)
                .setParameter("now", nowMillis)
                .setParameter("problem", taken ? "" : "the device did not take the message in time")
                .setParameter("id", messageId)
                .setParameter("sent", CommandState.SENT)
                .executeUpdate();
    }

    private boolean moved(
            String id, CommandState from, CommandState to, OptionalInt answerStatus, String answer, String problem) {
        boolean open = to == CommandState.WAITING || to == CommandState.SENT;
        return registry.change(
                "command",
                id,
                entities -> entities.createQuery(
                                        "update DeviceCommandRow c set c.state = :to, c.answerStatus = :status, c.answer = :answer,"
                                                + " c.problem = :problem, c.endedAt = :endedAt where c.id = :id and c.state = :from")
                                .setParameter("to", to)
                                .setParameter("status", answerStatus.isPresent() ? answerStatus.getAsInt() : null)
                                .setParameter("answer", answer)
                                .setParameter(
                                        "problem", problem.substring(0, Math.min(LONGEST_PROBLEM, problem.length())))
                                .setParameter("endedAt", open ? null : clock.millis())
                                .setParameter("id", id)
                                .setParameter("from", from)
                                .executeUpdate()
                        == 1);
    }

    /** Ends those whose devices did not come in time, and forgets those that ended long ago. */
    public void expire() {
        registry.change("command", "expired", entities -> {
            long now = clock.millis();
            entities.createQuery(
                            "update DeviceCommandRow c set c.state = :expired, c.endedAt = :now, c.problem = :problem"
                                    + " where c.state = :waiting and c.deadlineAt <= :now")
                    .setParameter("expired", CommandState.EXPIRED)
                    .setParameter("now", now)
                    .setParameter("problem", "the device was not there in time")
                    .setParameter("waiting", CommandState.WAITING)
                    .executeUpdate();
            List<String> old = entities.createQuery(
                            "select c.id from DeviceCommandRow c where c.endedAt < :old", String.class)
                    .setParameter("old", now - REMEMBERED.toMillis())
                    .setMaxResults(AT_ONCE)
                    .getResultList();
            if (!old.isEmpty()) {
                entities.createQuery("delete from DeviceCommandRow c where c.id in :ids")
                        .setParameter("ids", old)
                        .executeUpdate();
            }
            return null;
        });
    }

    /** Whom the hub waited for when it ended: their answers find nobody any more. Messages wait in the registry. */
    public void giveUpOnLostAnswers() {
        registry.change("command", "lost", entities -> entities.createQuery(
                        "update DeviceCommandRow c set c.state = :failed, c.endedAt = :now,"
                                + " c.problem = :problem where c.state = :sent and c.kind <> :c2d")
                .setParameter("c2d", CommandKind.C2D)
                .setParameter("failed", CommandState.FAILED)
                .setParameter("now", clock.millis())
                .setParameter(
                        "problem", "the hub ended before the device answered; whether the device did it is not known")
                .setParameter("sent", CommandState.SENT)
                .executeUpdate());
    }
}

package org.axletree.hub.firmware;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.Notice;
import org.axletree.core.door.ObjectAnswer;
import org.axletree.core.door.ObjectRequest;
import org.axletree.core.door.ObjectRequest.Operation;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.door.Doors;
import org.axletree.hub.registry.EachAlone;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.firmware.FirmwareService;
import org.axletree.hub.registry.firmware.FirmwareUpdate;
import org.axletree.hub.registry.firmware.FirmwareUpdate.State;
import org.axletree.hub.registry.firmware.FirmwareUpdate.Transfer;
import org.axletree.hub.settings.HubSettings;

/**
 * Takes devices through their updates (LwM2M object 5): the image or the way to it, the word to install it, and what they say
 * of it. A device is asked one thing at a time; one that is away is asked again when it is back.
 */
@ApplicationScoped
public class FirmwareUpdates {
    /** After which a device is no longer waited for. */
    private static final Duration PATIENCE = Duration.ofDays(7);

    private static final String PACKAGE = "5/0/0";
    private static final String PACKAGE_URI = "5/0/1";
    private static final String UPDATE = "5/0/2";
    private static final String STATE = "3";
    private static final String RESULT = "5";
    private static final int IDLE = 0;
    private static final int DOWNLOADED = 2;
    private static final int UPDATING = 3;
    private static final int RESULT_SUCCESS = 1;

    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final EachAlone alone = new EachAlone(FirmwareUpdates.class, "An update of firmware could not be moved on");
    private final Clock clock = Clock.systemUTC();

    @Resource
    private ManagedExecutorService executor;

    private FirmwareService firmware;
    private DeviceDirectory devices;
    private Doors doors;
    private HubSettings settings;
    private Event<Notice> notices;

    /** For the container's proxy. */
    protected FirmwareUpdates() {}

    @Inject
    public FirmwareUpdates(
            FirmwareService firmware,
            DeviceDirectory devices,
            Doors doors,
            HubSettings settings,
            Event<Notice> notices) {
        this.firmware = firmware;
        this.devices = devices;
        this.doors = doors;
        this.settings = settings;
        this.notices = notices;
    }

    /** What a device says of its update. */
    private record Said(int state, int result) {
        static Optional<Said> of(ObjectAnswer answer) {
            if (answer.kind() != ObjectAnswer.Kind.DONE) {
                return Optional.empty();
            }
            try (JsonReader reader =
                    Json.createReader(new StringReader(answer.value().orElse("{}")))) {
                JsonObject instance = reader.readObject();
                return Optional.of(new Said(instance.getInt(STATE, IDLE), instance.getInt(RESULT, 0)));
            } catch (RuntimeException unreadable) {
                return Optional.of(new Said(IDLE, 0));
            }
        }
    }

    /** Moves all on that are under way. */
    public void moveOn() {
        alone.forEach(firmware.underWay(), this::moveOnOrGiveUp);
    }

    private void moveOnOrGiveUp(FirmwareUpdate update) {
        if (clock.instant().isAfter(update.startedAt().plus(PATIENCE))) {
            fail(update, 0, "the device did not come to an end within " + PATIENCE.toDays() + " days");
        } else if (busy.add(update.deviceId())) {
            nothing().thenCompose(begun -> moveOn(update)).whenComplete((moved, failure) -> {
                busy.remove(update.deviceId());
                if (failure != null) {
                    alone.failed(failure);
                }
            });
        }
    }

    private CompletionStage<Void> moveOn(FirmwareUpdate update) {
        return ask(update, Operation.READ, "5/0", Optional.empty()).thenCompose(answer -> {
            if (answer.kind() == ObjectAnswer.Kind.REFUSED) {
                fail(update, 0, answer.problem());
            }
            return Said.of(answer).map(said -> moveOn(update, said)).orElseGet(FirmwareUpdates::nothing);
        });
    }

    private CompletionStage<Void> moveOn(FirmwareUpdate update, Said said) {
        return switch (update.state()) {
            case WAITING -> said.state() == IDLE ? begin(update) : reset(update, said);
            case DOWNLOADING -> downloading(update, said);
            default -> {
                updating(update, said);
                yield nothing();
            }
        };
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    /** An empty address makes the device forget what it had (LwM2M object 5). While it installs, nothing does. */
    private CompletionStage<Void> reset(FirmwareUpdate update, Said said) {
        return said.state() == UPDATING
                ? nothing()
                : ask(update, Operation.WRITE, PACKAGE_URI, Optional.of("\"\"")).thenAccept(answer -> {});
    }

    private CompletionStage<Void> begin(FirmwareUpdate update) {
        if (update.transfer() == Transfer.PUSH) {
            Optional<byte[]> content = firmware.content(update.imageId());
            if (content.isEmpty()) {
                return nothing();
            }
            firmware.move(update, State.DOWNLOADING, 0, "");
            String value = "{\"base64\":\"" + Base64.getEncoder().encodeToString(content.get()) + "\"}";
            return ask(update, Operation.WRITE, PACKAGE, Optional.of(value))
                    .thenAccept(answer -> begun(update, answer));
        }
        String key = firmware.newKey(update);
        firmware.move(update, State.DOWNLOADING, 0, "");
        return ask(update, Operation.WRITE, PACKAGE_URI, Optional.of("\"" + address(update, key) + "\""))
                .thenAccept(answer -> begun(update, answer));
    }

    /** Where a device fetches its image: as it comes itself, or by HTTPS. */
    private String address(FirmwareUpdate update, String key) {
        String host = settings.hostNames().get(0);
        if (update.transfer() == Transfer.HTTPS) {
            return "https://" + host + ":" + settings.httpsPort() + "/firmware/" + key;
        }
        boolean secure = devices.deviceById(update.deviceId())
                .filter(device -> !device.allowInsecure())
                .isPresent();
        DoorListener way = settings.coapListeners().stream()
                .filter(listener -> listener.secure() == secure)
                .findFirst()
                .orElseThrow();
        return way.name() + "://" + host + ":" + way.port() + "/fw/" + key;
    }

    private void begun(FirmwareUpdate update, ObjectAnswer answer) {
        switch (answer.kind()) {
            case DONE -> tell(update, "downloading");
            case REFUSED, INVALID -> fail(update, 0, answer.problem());
            default -> firmware.move(update, State.WAITING, 0, answer.problem()); // again
        }
    }

    private CompletionStage<Void> downloading(FirmwareUpdate update, Said said) {
        if (said.result() > RESULT_SUCCESS) {
            fail(update, said.result(), "the device could not download the image");
            return nothing();
        }
        if (said.state() != DOWNLOADED) {
            return nothing();
        }
        return ask(update, Operation.EXECUTE, UPDATE, Optional.empty()).thenAccept(answer -> {
            if (answer.kind() == ObjectAnswer.Kind.DONE) {
                firmware.move(update, State.UPDATING, 0, "");
                tell(update, "updating");
            } else if (answer.kind() == ObjectAnswer.Kind.REFUSED) {
                fail(update, 0, answer.problem());
            }
        });
    }

    private void updating(FirmwareUpdate update, Said said) {
        if (said.result() == RESULT_SUCCESS) {
            firmware.move(update, State.SUCCEEDED, said.result(), "");
            tell(update, "succeeded");
        } else if (said.result() > RESULT_SUCCESS) {
            fail(update, said.result(), "the device could not install the image");
        }
    }

    private void fail(FirmwareUpdate update, int result, String detail) {
        firmware.move(update, State.FAILED, result, detail);
        notices.fire(new Notice(
                update.hubId(),
                update.deviceId(),
                Reason.FIRMWARE_FAILED,
                "firmware " + update.imageId() + ": result " + result + ", " + detail,
                ""));
    }

    private void tell(FirmwareUpdate update, String state) {
        notices.fire(new Notice(
                update.hubId(),
                update.deviceId(),
                Reason.FIRMWARE_UPDATE,
                "firmware " + update.imageId() + ": " + state,
                ""));
    }

    private CompletionStage<ObjectAnswer> ask(
            FirmwareUpdate update, Operation operation, String path, Optional<String> value) {
        return doors.operate(update.hubId(), update.deviceId(), new ObjectRequest(operation, path, value))
                .thenApplyAsync(Function.identity(), executor); // not on the thread of the door, which never blocks
    }
}

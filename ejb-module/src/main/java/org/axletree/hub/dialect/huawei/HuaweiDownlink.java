package org.axletree.hub.dialect.huawei;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.hub.door.Doors;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.huawei.HuaweiCommand;
import org.axletree.hub.registry.huawei.HuaweiDevice;
import org.axletree.hub.registry.huawei.HuaweiMessage;
import org.axletree.hub.registry.huawei.HuaweiMessageService;

/**
 * What is said to Huawei devices: messages, which wait for a device that is away; and commands and requests, which a device
 * has to answer. A device behind a gateway is told by way of its gateway.
 */
@ApplicationScoped
public class HuaweiDownlink {
    private static final Duration TO_ANSWER = Duration.ofSeconds(20);

    @Resource
    private ManagedExecutorService executor;

    private Doors doors;
    private Presence presence;
    private HuaweiCalls calls;
    private WaitingDownlinks waiting;
    private HuaweiCommands commands;
    private HuaweiMessageService messages;
    private final Clock clock = Clock.systemUTC();

    /** For the container's proxy. */
    protected HuaweiDownlink() {}

    @Inject
    public HuaweiDownlink(
            Doors doors,
            Presence presence,
            HuaweiCalls calls,
            WaitingDownlinks waiting,
            HuaweiCommands commands,
            HuaweiMessageService messages) {
        this.doors = doors;
        this.presence = presence;
        this.calls = calls;
        this.waiting = waiting;
        this.commands = commands;
        this.messages = messages;
    }

    /** What a device may be asked. */
    public enum Question {
        COMMAND,
        SET_PROPERTIES,
        GET_PROPERTIES;

        private String topic(String deviceId, String requestId) {
            return switch (this) {
                case COMMAND -> HuaweiTopic.command(deviceId, requestId);
                case SET_PROPERTIES -> HuaweiTopic.propertiesSet(deviceId, requestId);
                case GET_PROPERTIES -> HuaweiTopic.propertiesGet(deviceId, requestId);
            };
        }
    }

    /**
     * Asks a device something.
     *
     * @param requestId unique; what the device's answer is told by
     * @param asked what the device is told besides its own id
     * @return ends with what the device answered, or with a {@link HuaweiCallException}
     */
    public CompletionStage<JsonObject> ask(HuaweiDevice device, Question question, String requestId, JsonObject asked) {
        Addressee to = Addressee.of(device);
        if (!presence.isConnected(to.deviceId())) {
            throw new HuaweiCallException(HuaweiCallException.Cause.OFFLINE);
        }
        CompletableFuture<byte[]> answer =
                calls.await(device.device().hubId(), to.deviceId(), requestId, TO_ANSWER.toMillis());
        tell(to, question.topic(to.huaweiId(), requestId), HuaweiJson.bytes(about(device, asked)))
                .thenAccept(told -> requireHeard(to, told, answer));
        return answer.handleAsync(
                (payload, failure) -> {
                    if (failure == null) {
                        return answered(payload);
                    }
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    throw cause instanceof TimeoutException
                            ? new HuaweiCallException(HuaweiCallException.Cause.TIMED_OUT)
                            : new CompletionException(cause);
                },
                this::execute);
    }

    /** Elsewhere than on the event loop that heard of it: by the container, unless a test has another way. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    /** A device's quick answer may be there before it is known that it was told. */
    private void requireHeard(Addressee to, Telling told, CompletableFuture<byte[]> answer) {
        if (told == Telling.ABSENT) {
            answer.completeExceptionally(new HuaweiCallException(absence(to)));
        } else if (told == Telling.UNACKNOWLEDGED) {
            answer.completeExceptionally(new HuaweiCallException(HuaweiCallException.Cause.OFFLINE));
        } else if (told == Telling.BUSY) {
            answer.completeExceptionally(new HuaweiCallException(HuaweiCallException.Cause.BUSY));
        }
    }

    private static JsonObject answered(byte[] payload) {
        try {
            return StrictJson.object("payload", StrictJson.text("payload", payload));
        } catch (ProblemException unreadable) {
            throw new HuaweiCallException(HuaweiCallException.Cause.UNREADABLE);
        }
    }

    /**
     * Tells a device a command that it may answer some time.
     *
     * @param asked what the device is told besides its own id
     * @return ends with the command as it is then
     */
    public CompletionStage<HuaweiCommand> command(HuaweiDevice device, HuaweiCommand command, JsonObject asked) {
        Addressee to = Addressee.of(device);
        if (!command.delayed() && !presence.isConnected(to.deviceId())) {
            throw new HuaweiCallException(HuaweiCallException.Cause.OFFLINE);
        }
        commands.add(command, device);
        Duration keepFor = command.delayed() ? Duration.between(clock.instant(), command.expiresAt()) : Duration.ZERO;
        return told(to, command, HuaweiJson.bytes(about(device, asked)), keepFor)
                .handleAsync(
                        (told, failure) -> {
                            if (failure != null) {
                                commands.drop(command.id());
                                throw failure instanceof CompletionException known
                                        ? known
                                        : new CompletionException(failure);
                            }
                            if (told != Telling.ABSENT) {
                                commands.told(command.id(), told);
                            }
                            return commands.get(device, command.id());
                        },
                        this::execute);
    }

    private CompletionStage<Telling> told(Addressee to, HuaweiCommand command, byte[] payload, Duration keepFor) {
        return delivered(to, command.id(), HuaweiTopic.command(to.huaweiId(), command.id()), payload, keepFor);
    }

    /** As {@link #deliver}; whatever goes wrong is in what it ends with. */
    private CompletionStage<Telling> delivered(
            Addressee to, String messageId, String topic, byte[] payload, Duration keepFor) {
        try {
            return deliver(to, messageId, topic, payload, keepFor);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /**
     * Tells a device something.
     *
     * @param message id, topic and content
     * @param keepFor how long it waits for a device that is away
     * @return ends with whether the device has it; else it waits
     */
    public CompletionStage<Boolean> send(HuaweiDevice device, DownMessage message, Duration keepFor) {
        Addressee to = Addressee.of(device);
        String topic = message.topic(to.huaweiId());
        Instant now = clock.instant();
        messages.add(
                new HuaweiMessage(
                        message.id(),
                        message.name(),
                        message.content(),
                        message.base64(),
                        message.raw().isPresent(),
                        topic,
                        now,
                        now.plus(keepFor),
                        Optional.empty()),
                device.device().id(),
                to.deviceId());
        return delivered(to, message.id(), topic, message.payload(device.id()), keepFor)
                .handleAsync(
                        (told, failure) -> {
                            if (failure != null) {
                                messages.remove(device.device().id(), message.id());
                                throw failure instanceof CompletionException known
                                        ? known
                                        : new CompletionException(failure);
                            }
                            if (told != Telling.ABSENT) {
                                messages.delivered(to.deviceId(), message.id(), clock.instant());
                            }
                            return told.isWithDevice();
                        },
                        this::execute);
    }

    /** What a device was sent last, the newest first. */
    public List<HuaweiMessage> messages(HuaweiDevice device) {
        return messages.of(device.device().id());
    }

    public HuaweiMessage message(HuaweiDevice device, String messageId) {
        return messages.get(device.device().id(), messageId);
    }

    /** Ends with what became of it; {@link Telling#ABSENT}: it waits for the device. */
    private CompletionStage<Telling> deliver(
            Addressee to, String messageId, String topic, byte[] payload, Duration keepFor) {
        // What waits already goes first.
        if (!presence.isConnected(to.deviceId()) || waiting.isFor(to.deviceId(), topic)) {
            return CompletableFuture.completedFuture(kept(to, messageId, topic, payload, keepFor, Telling.ABSENT));
        }
        return tell(to, topic, payload)
                .thenApplyAsync(
                        told -> told.isWithDevice() || told == Telling.QUEUED
                                ? told
                                : kept(to, messageId, topic, payload, keepFor, told),
                        this::execute);
    }

    private Telling kept(Addressee to, String messageId, String topic, byte[] payload, Duration keepFor, Telling told) {
        if (keepFor.isZero()) {
            throw new HuaweiCallException(told == Telling.ABSENT ? absence(to) : HuaweiCallException.Cause.BUSY);
        }
        waiting.keep(to.deviceId(), messageId, topic, payload, clock.instant().plus(keepFor));
        return Telling.ABSENT;
    }

    /** Why nobody was there to be told: the device is away, or has not subscribed. */
    private HuaweiCallException.Cause absence(Addressee to) {
        return presence.isConnected(to.deviceId())
                ? HuaweiCallException.Cause.UNHEARD
                : HuaweiCallException.Cause.OFFLINE;
    }

    private CompletionStage<Telling> tell(Addressee to, String topic, byte[] payload) {
        return doors.tell(
                to.hubId(), to.deviceId(), new HubMessage(topic, Qos.AT_LEAST_ONCE, false, clock.millis(), payload));
    }

    private static JsonObject about(HuaweiDevice device, JsonObject asked) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("object_device_id", device.id());
        asked.forEach(json::add);
        return json.build();
    }

    /** An id for a message or a command that has none. */
    public static String newId() {
        return UUID.randomUUID().toString();
    }

    /**
     * Who is told: the device itself, or its gateway.
     *
     * @param deviceId UUID
     */
    private record Addressee(String hubId, String deviceId, String huaweiId) {
        static Addressee of(HuaweiDevice device) {
            return new Addressee(
                    device.device().hubId(),
                    device.device().parentId().orElse(device.device().id()),
                    device.gatewayId().orElse(device.id()));
        }
    }
}

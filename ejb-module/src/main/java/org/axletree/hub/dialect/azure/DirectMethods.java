package org.axletree.hub.dialect.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.core.door.Telling;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.HubShares;
import org.axletree.hub.door.Doors;
import org.axletree.hub.settings.HubSettings;

/** Calls of methods of devices: said at once, and answered by the device in its time (docs/reference/dialects/azure.md, 8). */
@ApplicationScoped
public class DirectMethods {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private Doors doors;
    private HubShares places = new HubShares(0);
    private final Map<String, Call> waiting = new ConcurrentHashMap<>();

    private record Call(String deviceId, CompletableFuture<MethodAnswer> answer) {}

    /** For the container's proxy. */
    protected DirectMethods() {}

    @Inject
    public DirectMethods(Doors doors, HubSettings settings) {
        this.doors = doors;
        this.places = new HubShares(settings.limit(HubLimit.METHOD_CALLS));
    }

    /**
     * Calls a method and waits for its answer.
     *
     * @param connect how long the device may be away
     * @param respond how long it may take to answer
     */
    public MethodAnswer call(
            String hubId, String deviceId, String method, byte[] payload, Duration connect, Duration respond)
            throws InterruptedException {
        if (!places.take(hubId)) {
            return new MethodAnswer.Unanswered(Reason.BUSY);
        }
        String requestId = UUID.randomUUID().toString();
        Call call = new Call(deviceId, new CompletableFuture<>());
        waiting.put(requestId, call);
        try {
            HubMessage message = new HubMessage(
                    "$iothub/methods/POST/" + method + "/?$rid=" + requestId,
                    Qos.AT_MOST_ONCE,
                    false,
                    System.currentTimeMillis(),
                    payload);
            return isTold(hubId, deviceId, message, connect)
                    ? call.answer().get(respond.toMillis(), TimeUnit.MILLISECONDS)
                    : new MethodAnswer.Unanswered(Reason.CONNECTION_LOST);
        } catch (TimeoutException late) {
            return new MethodAnswer.Unanswered(Reason.KEEP_ALIVE_TIMEOUT);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            waiting.remove(requestId);
            places.giveBack(hubId);
        }
    }

    private boolean isTold(String hubId, String deviceId, HubMessage message, Duration connect)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + connect.toNanos();
        while (true) {
            Telling telling =
                    doors.tell(hubId, deviceId, message).toCompletableFuture().get();
            if (telling.isWithDevice()) {
                return true;
            }
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(BETWEEN_TRIES.toMillis());
        }
    }

    /** A device answers. An answer to what nobody asked, or asked another device, is passed over. */
    void answered(DeviceIdentity device, String requestId, int status, byte[] payload) {
        Call call = waiting.get(requestId);
        if (call != null && call.deviceId().equals(device.deviceId())) {
            call.answer().complete(new MethodAnswer.Answered(status, payload));
        }
    }
}

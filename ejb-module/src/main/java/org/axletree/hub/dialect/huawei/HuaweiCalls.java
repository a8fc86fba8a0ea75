package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.dialect.HubShares;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.settings.HubSettings;

/** What devices were asked and have not answered yet. Bounded in number and in time. */
@ApplicationScoped
public class HuaweiCalls {
    /** Which device was asked, and under which request id. */
    private record Call(String deviceId, String requestId) {}

    private final ConcurrentMap<Call, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
    private HubShares places = new HubShares(0);
    private HuaweiCommands commands;

    /** For the container's proxy. */
    protected HuaweiCalls() {}

    @Inject
    public HuaweiCalls(HubSettings settings, HuaweiCommands commands) {
        this.places = new HubShares(settings.limit(HubLimit.COMMANDS_UNDER_WAY));
        this.commands = commands;
    }

    /**
     * Waits for the answer of a device from now on.
     *
     * @return ends on an event loop with the answer's payload, or with a {@link java.util.concurrent.TimeoutException}
     * @throws ProblemException if too many wait
     */
    CompletableFuture<byte[]> await(String hubId, String deviceId, String requestId, long timeoutMillis) {
        if (!places.take(hubId)) {
            throw new ProblemException(
                    new Problem.QuotaExceeded("commands under way", places.share(), places.taken(hubId)));
        }
        Call call = new Call(deviceId, requestId);
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        waiting.put(call, answer);
        answer.orTimeout(timeoutMillis, TimeUnit.MILLISECONDS).whenComplete((payload, failure) -> {
            waiting.remove(call, answer);
            places.giveBack(hubId);
        });
        return answer;
    }

    /** A device answered, in time or some time. What nobody asked, or asked too long ago, is passed over. Never blocks. */
    void answered(String deviceId, String requestId, byte[] payload) {
        CompletableFuture<byte[]> answer = waiting.get(new Call(deviceId, requestId));
        if (answer != null) {
            answer.complete(payload);
        } else {
            commands.answered(deviceId, requestId, payload);
        }
    }
}

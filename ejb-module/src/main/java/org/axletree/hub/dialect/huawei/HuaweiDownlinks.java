package org.axletree.hub.dialect.huawei;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.Downlinks;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.huawei.HuaweiDirectory;
import org.axletree.hub.registry.huawei.ObjectDevices;

/** What is said to {@code messages/down} of an LwM2M device waits for it, for a day, behind what waits already. */
@ApplicationScoped
public class HuaweiDownlinks implements Downlinks {
    private static final Duration KEPT_FOR = Duration.ofDays(1);

    @Resource
    private ManagedExecutorService executor;

    private ObjectDevices devices;
    private HuaweiDirectory directory;
    private WaitingDownlinks waiting;

    /** For the container's proxy. */
    protected HuaweiDownlinks() {}

    @Inject
    public HuaweiDownlinks(ObjectDevices devices, HuaweiDirectory directory, WaitingDownlinks waiting) {
        this.devices = devices;
        this.directory = directory;
        this.waiting = waiting;
    }

    @Override
    public boolean concern(String topic) {
        return HuaweiTopic.hearerOf(topic).filter(devices::contains).isPresent();
    }

    @Override
    public Optional<Reason> take(String hubId, Message message) {
        Optional<DeviceIdentity> device = HuaweiTopic.hearerOf(message.topic())
                .flatMap(directory::login)
                .map(login -> login.device().identity())
                .filter(identity -> identity.hubId().equals(hubId));
        if (device.isEmpty()) {
            return Optional.empty(); // it is gone, or another hub's: nobody hears it
        }
        String deviceId = device.get().deviceId();
        try {
            waiting.keep(
                    deviceId,
                    HuaweiDownlink.newId(),
                    message.topic(),
                    message.payload(),
                    Instant.now().plus(KEPT_FOR));
        } catch (ProblemException full) {
            return Optional.of(Reason.QUOTA_EXCEEDED);
        }
        executor.execute(() -> waiting.deliverTo(deviceId));
        return Optional.empty();
    }
}

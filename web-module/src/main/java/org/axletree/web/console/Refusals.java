package org.axletree.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.history.HubNotice;
import org.axletree.hub.registry.DeviceService;
import org.axletree.hub.registry.ProblemException;

/** Why something was refused lately. */
@Named
@RequestScoped
public class Refusals {
    private static final int SHOWN = 10;

    @Inject
    private HubHistory history;

    @Inject
    private DeviceService devices;

    private final Map<String, List<Refusal>> byHub = new HashMap<>();

    /** The refusals of a hub, newest first. */
    public List<Refusal> of(String hubId) {
        return byHub.computeIfAbsent(hubId, this::read);
    }

    /** Those of connections that could not be told to belong to any hub. */
    public List<Refusal> ofNobody() {
        return of(HubHistory.UNKNOWN_HUB);
    }

    private List<Refusal> read(String hubId) {
        Map<String, String> names = new HashMap<>();
        return history.newestFirst(hubId).stream()
                .filter(notice -> notice.severity() != HubNotice.Severity.INFO)
                .limit(SHOWN)
                .map(notice -> new Refusal(
                        notice.time(),
                        names.computeIfAbsent(notice.deviceId(), this::nameOf),
                        notice.reason().text(),
                        notice.packet(),
                        notice.remoteAddress()))
                .toList();
    }

    private String nameOf(String deviceId) {
        try {
            return deviceId.isEmpty()
                    ? "Unknown device"
                    : devices.get(Region.DEFAULT, deviceId).name();
        } catch (ProblemException deletedOrElsewhere) {
            return deviceId;
        }
    }
}

package org.axletree.web.console.device;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.web.console.Difference;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Typed;
import org.axletree.web.console.hub.HubSettingsForm;

/** The dialog that changes a device. Like {@link HubSettingsForm}, it sends the registry only what differs from what was shown. */
@Named
@ViewScoped
public class DeviceSettingsForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DeviceService devices;

    @Inject
    private DevicePage devicePage;

    private transient Device shown;
    private String description;
    private boolean allowInsecure;
    private boolean allowMultipleConnections;
    private FilterPolicy publishPolicy;
    private String publishTopics;
    private FilterPolicy subscribePolicy;
    private String subscribeTopics;

    @PostConstruct
    void read() {
        shown = devicePage.getDevice();
        description = shown.description();
        allowInsecure = shown.allowInsecure();
        allowMultipleConnections = shown.allowMultipleConnections();
        publishPolicy = shown.messageFilters().publish().policy();
        publishTopics = Rights.lines(shown.messageFilters().publish());
        subscribePolicy = shown.messageFilters().subscribe().policy();
        subscribeTopics = Rights.lines(shown.messageFilters().subscribe());
    }

    /** Saves, and shows the device anew; stays if it was refused. */
    public String save() {
        Device before = shown == null ? devicePage.getDevice() : shown;
        try {
            devices.update(Region.DEFAULT, devicePage.getId(), patch(before));
            Done.there("done.settings");
            return devicePage.again();
        } catch (ProblemException refused) {
            Problems.show(refused, "deviceSettings");
            return null;
        }
    }

    private DevicePatch patch(Device before) {
        MessageFilter publish = Rights.of("message_filters.publish.topics", publishPolicy, publishTopics);
        MessageFilter subscribe = Rights.of("message_filters.subscribe.topics", subscribePolicy, subscribeTopics);
        return new DevicePatch(
                Difference.of(before.description(), description),
                Difference.of(before.allowInsecure(), allowInsecure),
                Difference.of(before.allowMultipleConnections(), allowMultipleConnections),
                Difference.of(before.messageFilters().publish(), publish),
                Difference.of(before.messageFilters().subscribe(), subscribe),
                Optional.empty());
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = Typed.stripped(description);
    }

    public boolean isAllowInsecure() {
        return allowInsecure;
    }

    public void setAllowInsecure(boolean allowInsecure) {
        this.allowInsecure = allowInsecure;
    }

    public boolean isAllowMultipleConnections() {
        return allowMultipleConnections;
    }

    public void setAllowMultipleConnections(boolean allowMultipleConnections) {
        this.allowMultipleConnections = allowMultipleConnections;
    }

    public FilterPolicy getPublishPolicy() {
        return publishPolicy;
    }

    public void setPublishPolicy(FilterPolicy publishPolicy) {
        this.publishPolicy = publishPolicy;
    }

    public String getPublishTopics() {
        return publishTopics;
    }

    public void setPublishTopics(String publishTopics) {
        this.publishTopics = publishTopics == null ? "" : publishTopics;
    }

    public FilterPolicy getSubscribePolicy() {
        return subscribePolicy;
    }

    public void setSubscribePolicy(FilterPolicy subscribePolicy) {
        this.subscribePolicy = subscribePolicy;
    }

    public String getSubscribeTopics() {
        return subscribeTopics;
    }

    public void setSubscribeTopics(String subscribeTopics) {
        this.subscribeTopics = subscribeTopics == null ? "" : subscribeTopics;
    }
}

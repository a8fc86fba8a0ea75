package org.axletree.web.console.route;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.hub.explain.MessageExplainer;
import org.axletree.hub.explain.MessageExplanation;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;
import org.axletree.web.console.hub.HubPage;

/** What each route of a hub would do with a message, which is not published. */
@Named
@ViewScoped
public class MessageTry implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FORM = "messageTry";

    @Inject
    private MessageExplainer explainer;

    @Inject
    private DeviceService devices;

    @Inject
    private HubPage hubPage;

    private String device = "";
    private String topic = "";
    private String payload = "";
    private transient MessageExplanation explanation;

    public void go() {
        explanation = null;
        try {
            HubMessage message = new HubMessage(
                    Typed.topic(topic),
                    Qos.AT_LEAST_ONCE,
                    false,
                    System.currentTimeMillis(),
                    payload.getBytes(StandardCharsets.UTF_8));
            explanation = explainer.explain(Region.DEFAULT, hubPage.getId(), sender(), message);
        } catch (ProblemException refused) {
            Problems.show(refused, FORM);
        }
    }

    /** The device that is named, or the one that said something last. */
    private String sender() {
        return devices
                .list(
                        new DeviceQuery(
                                Region.DEFAULT,
                                Optional.of(hubPage.getId()),
                                Optional.of(device).filter(name -> !name.isEmpty()),
                                Optional.empty(),
                                Optional.empty()),
                        new PageRequest(
                                1, PageRequest.MAX_PAGE_SIZE, device.isEmpty() ? "last_activity_at_desc" : "name_asc"))
                .items()
                .stream()
                .filter(each -> device.isEmpty() || each.name().equals(device))
                .map(Device::id)
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("device", "constraint", Texts.of("messageTry.nobody")));
    }

    /** Whether the device may publish it, and why, in a sentence; empty before. */
    public String getPublishing() {
        return explanation == null ? "" : explanation.publish().message();
    }

    public boolean isAllowed() {
        return explanation != null && explanation.publish().allowed();
    }

    /** What each route would do. */
    public List<MessageExplanation.RouteAnswer> getRoutes() {
        return explanation == null ? List.of() : explanation.routes();
    }

    public String getDevice() {
        return device;
    }

    public void setDevice(String device) {
        this.device = Typed.stripped(device);
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic == null ? "" : topic;
    }

    public String getPayload() {
        return payload;
    }

    public void setPayload(String payload) {
        this.payload = payload == null ? "" : payload;
    }
}

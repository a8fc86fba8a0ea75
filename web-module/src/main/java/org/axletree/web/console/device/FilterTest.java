package org.axletree.web.console.device;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.axletree.core.filter.FilledFilters;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.topic.Topic;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;

/** Whether a device may publish to a topic and hear it, and which entry of its filters says so. */
@Named
@ViewScoped
public class FilterTest implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DevicePage devicePage;

    private String topic = "";
    private String publish = "";
    private String subscribe = "";

    public void test() {
        publish = "";
        subscribe = "";
        try {
            Typed.topic(topic);
            FilledFilters filled = filled();
            publish = answer("publish", filled.filters().publish());
            subscribe = answer("hear", filled.filters().subscribe());
        } catch (ProblemException refused) {
            Problems.show(refused, "filterTest");
        }
    }

    private FilledFilters filled() {
        Device device = devicePage.getDevice();
        Hub hub = devicePage.getHub();
        return FilledFilters.of(
                device.messageFilters(), new DeviceIdentity(hub.id(), hub.name(), device.id(), device.name()));
    }

    /** Whether the device's filter lets it publish on a topic; what is no topic, and topics of a cloud, others judge. */
    boolean permitsToPublish(String asked) {
        return asked.isEmpty()
                || asked.startsWith("$")
                || Topic.problemWith(asked).isPresent()
                || filled().filters().publish().permitsTopic(asked);
    }

    private String answer(String what, MessageFilter filter) {
        boolean permits = filter.permitsTopic(topic);
        // An entry that alone would decide the same way is the one that decides.
        Optional<TopicFilter> entry = filter.topics().stream()
                .filter(each -> new MessageFilter(FilterPolicy.ACCEPT, List.of(each)).permitsTopic(topic))
                .findFirst();
        String why = entry.map(each -> Texts.of("filterTest.by", "entry", each))
                .orElseGet(() -> Texts.of(
                        filter.policy() == FilterPolicy.ACCEPT ? "filterTest.unnamed" : "filterTest.unforbidden"));
        return Texts.of((permits ? "filterTest.may." : "filterTest.mayNot.") + what, "why", why);
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic == null ? "" : topic;
    }

    public String getPublish() {
        return publish;
    }

    public String getSubscribe() {
        return subscribe;
    }
}

package org.axletree.web.console.network;

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
import org.axletree.hub.network.NetworkPost;
import org.axletree.hub.network.NetworkPublisher;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.network.Network;
import org.axletree.hub.registry.network.NetworkType;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;

/** On which topic a network would publish a message, and what each route would do with it. Nothing is published. */
@Named
@ViewScoped
public class NetworkTry implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FORM = "networkTry";

    @Inject
    private NetworksPage networksPage;

    @Inject
    private NetworkPublisher publisher;

    @Inject
    private MessageExplainer explainer;

    private String network = "";
    private String topic = "";
    private String payload = "";
    private String published = "";
    private int size;
    private transient List<MessageExplanation.RouteAnswer> routes = List.of();

    public void go() {
        published = "";
        routes = List.of();
        byte[] message = payload.getBytes(StandardCharsets.UTF_8);
        boolean told = false;
        try {
            Network by = chosen();
            told = topic.isEmpty() && by.type() == NetworkType.LORAWAN;
            published = publisher.topicOf(
                    by, new NetworkPost(Optional.of(topic).filter(said -> !said.isEmpty()), Optional.empty(), message));
            size = message.length;
            routes = explainer.routesOf(
                    Region.DEFAULT,
                    by,
                    new HubMessage(published, Qos.AT_LEAST_ONCE, false, System.currentTimeMillis(), message));
        } catch (IllegalArgumentException unfit) {
            Problems.show(ProblemException.invalid(told ? "payload" : "topic", "format", unfit.getMessage()), FORM);
        } catch (ProblemException refused) {
            Problems.show(refused, FORM);
        }
    }

    private Network chosen() {
        return networksPage.getList().stream()
                .filter(each -> each.id().equals(network))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("network", "constraint", Texts.of("networkTry.gone")));
    }

    /** The topic; empty before. */
    public String getPublished() {
        return published;
    }

    /** What each route would do with it. */
    public List<MessageExplanation.RouteAnswer> getRoutes() {
        return routes == null ? List.of() : routes;
    }

    public String getSizeInWords() {
        return Texts.counted("word.bytes", size);
    }

    public String getNetwork() {
        return network;
    }

    public void setNetwork(String network) {
        this.network = network == null ? "" : network;
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = Typed.stripped(topic);
    }

    public String getPayload() {
        return payload;
    }

    public void setPayload(String payload) {
        this.payload = payload == null ? "" : payload;
    }
}

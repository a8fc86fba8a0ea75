package org.axletree.hub.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.axletree.core.door.Sender;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.Topic;
import org.axletree.hub.exchange.Exchange;
import org.axletree.hub.exchange.Outcome;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.network.LorawanTemplate;
import org.axletree.hub.registry.network.Network;
import org.axletree.hub.registry.network.NetworkSecret;
import org.axletree.hub.registry.network.NetworkService;
import org.axletree.hub.registry.network.NetworkTopic;
import org.axletree.hub.registry.network.NetworkType;
import org.axletree.hub.registry.network.ProvenNetwork;
import org.axletree.hub.settings.HubSettings;

/** Publishes what comes by networks. */
@ApplicationScoped
public class NetworkPublisher {
    private NetworkService networks;
    private Exchange exchange;
    private NetworkRates rates;
    private int mostTopicLevels;

    /** For the container's proxy. */
    protected NetworkPublisher() {}

    @Inject
    public NetworkPublisher(NetworkService networks, Exchange exchange, HubSettings settings) {
        this.networks = networks;
        this.exchange = exchange;
        this.rates = new NetworkRates(settings.limit(HubLimit.NETWORK_PUBLISHES_PER_SECOND));
        this.mostTopicLevels = settings.limit(HubLimit.TOPIC_LEVELS);
    }

    /** The network, if the secret is its own. Blocks on the database. */
    public Optional<ProvenNetwork> prove(String networkId, String secret) {
        return NetworkSecret.read(secret)
                .filter(read -> read.networkId().equals(networkId))
                .flatMap(networks::prove);
    }

    /**
     * Publishes at QoS 1. The answer is there when the message has committed, or will not.
     *
     * @param post the caller's no more
     */
    public CompletionStage<NetworkAnswer> publish(ProvenNetwork proven, NetworkPost post) {
        if (!proven.hubServed()) {
            return answer(new NetworkAnswer.HubNotReady());
        }
        Network network = proven.network();
        if (!rates.takes(network.id(), System.nanoTime())) {
            return answer(new NetworkAnswer.TooMany());
        }
        String topic;
        try {
            topic = topicOf(network, post);
        } catch (IllegalArgumentException | ProblemException refused) {
            return answer(new NetworkAnswer.Invalid(refused.getMessage()));
        }
        HubMessage message =
                new HubMessage(topic, Qos.AT_LEAST_ONCE, false, System.currentTimeMillis(), post.payload());
        return exchange.publish(
                        new Sender.Network(network.hubId(), proven.hubName(), network.id(), network.name()), message)
                .thenApply(outcome -> outcome.fold(NetworkAnswer.Taken::new, NetworkPublisher::answer));
    }

    /** What the routes have committed must not be sent again, even if it was not said to subscribers. */
    static NetworkAnswer answer(Outcome.Refused refused) {
        return refused.partly() ? new NetworkAnswer.Taken() : new NetworkAnswer.Busy();
    }

    /**
     * On which topic a message would be published. Nothing is.
     *
     * @throws IllegalArgumentException if it could not be, and why
     * @throws ProblemException likewise
     */
    public String topicOf(Network network, NetworkPost post) {
        String said = post.topic().orElseGet(() -> said(network, post));
        String topic = NetworkTopic.join(network.topicPrefix(), said);
        NetworkTopic.problem(topic).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (Topic.levels(topic) > mostTopicLevels) {
            throw new IllegalArgumentException(
                    "topic: " + Topic.levels(topic) + " levels (expected: at most " + mostTopicLevels + ")");
        }
        return topic;
    }

    private static String said(Network network, NetworkPost post) {
        if (network.type() != NetworkType.LORAWAN) {
            throw new IllegalArgumentException(
                    "topic: none (expected: a header X-Topic, or the topic behind the address)");
        }
        return LorawanTemplate.fill(
                network.topicTemplate(),
                LorawanMessage.values(
                        StrictJson.object("body", StrictJson.text("body", post.payload())), post.event()));
    }

    private static CompletionStage<NetworkAnswer> answer(NetworkAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}

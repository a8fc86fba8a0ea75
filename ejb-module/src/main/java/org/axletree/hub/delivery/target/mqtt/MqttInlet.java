package org.axletree.hub.delivery.target.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.target.Incoming;
import org.axletree.hub.delivery.target.SourceReports;
import org.axletree.hub.registry.route.Route;

/**
 * Subscribes at another broker, and publishes here what comes from there. A message is acknowledged there when it has committed
 * here; what the hub cannot take now is offered again, and what came behind it on the same topic waits.
 */
final class MqttInlet implements MqttLink.Watcher, AutoCloseable {
    private static final int LANES = 64;
    private static final int MOST_UNANSWERED = 1_000;
    private static final long FOR_EVER_SECONDS = 0xFFFF_FFFFL;
    private static final long SUBSCRIBE_AGAIN_MILLIS = 5_000;

    private final Route route;
    private final MqttConfiguration configuration;
    private final Incoming incoming;
    private final SourceReports reports;
    private final ScheduledExecutorService threads;
    private final List<InletLane> lanes;
    private final MqttLink link;

    MqttInlet(
            Route route,
            AddressFence fence,
            Incoming incoming,
            SourceReports reports,
            ScheduledExecutorService threads) {
        this.route = route;
        this.configuration = MqttConfiguration.of(route.configuration());
        this.incoming = incoming;
        this.reports = reports;
        this.threads = threads;
        this.lanes = IntStream.range(0, LANES)
                .mapToObj(number -> new InletLane(this::publish, threads))
                .toList();
        this.link = new MqttLink(
                new MqttLink.Terms(
                        configuration,
                        configuration.clientIdOf(route.id(), true),
                        true,
                        FOR_EVER_SECONDS,
                        MOST_UNANSWERED),
                fence,
                threads,
                this);
    }

    Route route() {
        return route;
    }

    /** Before it connects, as what waits there comes at once. */
    @Override
    public void made(Mqtt5AsyncClient client) {
        client.publishes(MqttGlobalPublishFilter.ALL, this::arrived, threads, true);
    }

    @Override
    public void connected(Mqtt5AsyncClient client) {
        client.subscribe(Mqtt5Subscribe.builder()
                        .addSubscription(Mqtt5Subscription.builder()
                                .topicFilter(route.topic().toString())
                                .qos(MqttQos.fromCode(configuration.qos().level()))
                                .noLocal(true)
                                .retainAsPublished(true)
                                .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
                                .build())
                        .build())
                .whenComplete((answer, refused) -> {
                    if (refused == null) {
                        reports.works(route.id());
                    } else {
                        lost(MqttFailures.sentence(refused, configuration.where()));
                        threads.schedule(
                                () -> {
                                    if (client.getState().isConnected()) {
                                        connected(client);
                                    }
                                },
                                SUBSCRIBE_AGAIN_MILLIS,
                                TimeUnit.MILLISECONDS);
                    }
                });
    }

    @Override
    public void lost(String sentence) {
        reports.fails(route.id(), sentence);
    }

    private void arrived(Mqtt5Publish publish) {
        if (BridgeTrail.wasIn(route.hubId(), MqttMessages.said(publish))) {
            publish.acknowledge(); // it came from here
            return;
        }
        HubMessage message;
        try {
            message = MqttMessages.coming(configuration, publish, System.currentTimeMillis());
        } catch (IllegalArgumentException unfit) {
            reports.refused(route.id(), Reason.INVALID_TOPIC, publish.getTopic().toString());
            publish.acknowledge();
            return;
        }
        lanes.get(Math.floorMod(message.topic().hashCode(), LANES))
                .add(new InletLane.Arrival(message, publish::acknowledge));
    }

    private CompletionStage<Optional<Reason>> publish(HubMessage message) {
        return incoming.publish(route, message).thenApply(refusal -> {
            refusal.filter(InletLane::isFinal)
                    .ifPresent(reason -> reports.refused(route.id(), reason, message.topic()));
            return refusal;
        });
    }

    /** The session stays there, and collects. */
    @Override
    public void close() {
        lanes.forEach(InletLane::close);
        link.close();
    }

    /** The route is gone: the session shall not collect for ever. */
    void forget() {
        lanes.forEach(InletLane::close);
        link.forget();
    }
}

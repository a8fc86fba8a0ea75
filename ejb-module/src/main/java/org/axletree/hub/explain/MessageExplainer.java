package org.axletree.hub.explain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Publication;
import org.axletree.core.door.PublishingRules;
import org.axletree.core.door.Screening;
import org.axletree.core.door.Sender;
import org.axletree.core.door.SessionRules.Retention;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.Topic;
import org.axletree.hub.dispatch.Dispatcher;
import org.axletree.hub.dispatch.Rehearsal;
import org.axletree.hub.door.Doors;
import org.axletree.hub.exchange.OfferedPublication;
import org.axletree.hub.gate.Gate;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.network.Network;

/**
 * "Device X publishes P to T": what would become of it. Each part is asked of whoever decides it in earnest, in the order of
 * the message's way.
 */
@ApplicationScoped
public class MessageExplainer {
    private static final int MOST_SUBSCRIBERS = 1_000;

    private HubService hubs;
    private DeviceService devices;
    private Gate gate;
    private Dispatcher dispatcher;
    private Doors doors;
    private RouteAnswers routes;

    /** For the container's proxy. */
    protected MessageExplainer() {}

    @Inject
    public MessageExplainer(
            HubService hubs,
            DeviceService devices,
            Gate gate,
            Dispatcher dispatcher,
            Doors doors,
            RouteAnswers routes) {
        this.hubs = hubs;
        this.devices = devices;
        this.gate = gate;
        this.dispatcher = dispatcher;
        this.doors = doors;
        this.routes = routes;
    }

    /**
     * @param deviceId UUID of a device of the hub
     * @throws ProblemException if the caller knows no such hub or device
     */
    public MessageExplanation explain(String region, String hubId, String deviceId, Message message) {
        Hub hub = hubs.get(region, hubId);
        Device device = devices.get(region, deviceId);
        if (!device.hubId().equals(hub.id())) {
            throw ProblemException.notFound("device", deviceId);
        }
        Optional<Admission.Admitted> rights = gate.rightsWithoutConnection(hub.id(), device.id());
        if (rights.isEmpty()) {
            Reason reason = gate.refusalWithoutConnection(hub.id(), device.id());
            return refused(
                    hub.id(),
                    new MessageExplanation.Publishing(
                            Optional.of(reason),
                            "The device cannot connect: " + reason.text(),
                            "",
                            message.topic(),
                            device.dialect(),
                            true,
                            false));
        }
        return explain(rights.get(), message);
    }

    /**
     * What each route of a network's hub would do with a message that the network brings: no filter stands before them.
     *
     * @throws ProblemException if the caller knows no such hub
     */
    public List<MessageExplanation.RouteAnswer> routesOf(String region, Network network, Message message) {
        Hub hub = hubs.get(region, network.hubId());
        OfferedPublication said = new OfferedPublication(
                new Sender.Network(hub.id(), hub.name(), network.id(), network.name()), message, true);
        return routes.of(dispatcher.rehearse(said), said);
    }

    private MessageExplanation explain(Admission.Admitted rights, Message message) {
        Optional<Reason> problem = problem(rights, message);
        if (problem.isPresent()) {
            return refused(
                    rights.hubId(),
                    new MessageExplanation.Publishing(
                            problem,
                            problem.get().text() + limitOf(problem.get(), rights, message),
                            "",
                            message.topic(),
                            rights.dialect(),
                            true,
                            false));
        }
        OfferedPublication said = new OfferedPublication(rights, message, true);
        Rehearsal rehearsal = dispatcher.rehearse(said);
        Screening screening = rehearsal.screening();
        OfferedPublication canonical = screening instanceof Screening.Rewritten rewritten
                ? new OfferedPublication(rights, rewritten.canonical(), true)
                : said;
        if (screening instanceof Screening.Dropped dropped) {
            return refused(rights.hubId(), FilterAnswers.refused(rights, canonical.topic(), dropped));
        }
        if (Topic.isOfTheServer(canonical.topic())) {
            return refused(
                    rights.hubId(),
                    FilterAnswers.refused(rights, canonical.topic(), new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED)));
        }
        boolean request = screening instanceof Screening.Asked;
        MessageExplanation.Publishing publishing = FilterAnswers.allowed(rights, canonical.topic(), request);
        return request
                ? new MessageExplanation(
                        publishing,
                        new MessageExplanation.Retaining(false, "a request to the hub is not kept"),
                        List.of(),
                        routes.none(rehearsal.routes(), "the message is a request to the hub itself"))
                : new MessageExplanation(
                        publishing,
                        retaining(rights, said),
                        subscribers(rights, canonical),
                        routes.of(rehearsal, canonical));
    }

    private MessageExplanation refused(String hubId, MessageExplanation.Publishing publishing) {
        return new MessageExplanation(
                publishing,
                new MessageExplanation.Retaining(false, "the message is refused"),
                List.of(),
                routes.none(dispatcher.routesOf(hubId), "the message is refused before routes see it"));
    }

    private static Optional<Reason> problem(Admission.Admitted rights, Message message) {
        return PublishingRules.problemWithSize(
                        rights,
                        message.payloadSize(),
                        message.topic().getBytes(StandardCharsets.UTF_8).length,
                        Topic.levels(message.topic()))
                .or(() -> PublishingRules.problemWithQos(rights, message.qos()))
                .or(() -> message.retain() ? PublishingRules.problemWithRetain(rights) : Optional.empty());
    }

    private static String limitOf(Reason reason, Admission.Admitted rights, Message message) {
        return reason == Reason.PAYLOAD_TOO_LARGE
                ? ": " + message.payloadSize() + " bytes (expected: at most " + PublishingRules.maxPayloadBytes(rights)
                        + ")"
                : "";
    }

    private static MessageExplanation.Retaining retaining(Admission.Admitted rights, Publication message) {
        if (!message.retain()) {
            return new MessageExplanation.Retaining(false, "the message does not ask for it");
        }
        if (rights.rules().retain() != Retention.KEPT) {
            return new MessageExplanation.Retaining(
                    false, "devices of the dialect " + rights.dialect() + " retain nothing: the flag is taken off");
        }
        return message.payloadSize() == 0
                ? new MessageExplanation.Retaining(false, "an empty message ends the one that is retained")
                : new MessageExplanation.Retaining(true, "it takes the place of the one that is retained on its topic");
    }

    private List<MessageExplanation.Subscriber> subscribers(Admission.Admitted rights, Publication message) {
        List<MessageExplanation.Subscriber> subscribers = new ArrayList<>();
        String own = rights.identity().deviceId();
        doors.hearers(rights.hubId(), message.topic(), MOST_SUBSCRIBERS).stream()
                .filter(hearer -> hearer.ownToo() || !hearer.deviceId().equals(own))
                .forEach(hearer -> subscribers.add(new MessageExplanation.Subscriber(
                        hearer.deviceId(),
                        hearer.clientId(),
                        hearer.filter(),
                        message.qos().atMost(hearer.qos()),
                        hearer.shared())));
        return subscribers;
    }
}

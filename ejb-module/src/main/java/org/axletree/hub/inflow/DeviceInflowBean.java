package org.axletree.hub.inflow;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Exchanged;
import org.axletree.core.door.FirmwarePackage;
import org.axletree.core.door.Notice;
import org.axletree.core.door.ObjectModels;
import org.axletree.core.door.ObjectReport;
import org.axletree.core.door.PresharedKey;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Recognition;
import org.axletree.core.door.Reply;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.door.Screening;
import org.axletree.core.door.Sender;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.delivery.RouteDeliveries;
import org.axletree.hub.dialect.Dialect;
import org.axletree.hub.dialect.Dialects;
import org.axletree.hub.dialect.Downlinks;
import org.axletree.hub.dispatch.Dispatcher;
import org.axletree.hub.event.EventRecorder;
import org.axletree.hub.exchange.Exchange;
import org.axletree.hub.gate.Gate;
import org.axletree.hub.gate.PresharedKeys;
import org.axletree.hub.history.ConnectionLog;
import org.axletree.hub.history.PacketCounts;
import org.axletree.hub.history.Presence;
import org.axletree.hub.hostname.HostCertificates;
import org.axletree.hub.registry.firmware.FirmwareService;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.object.ObjectModelService;
import org.axletree.hub.registry.password.ScramVerifiers;
import org.axletree.hub.telemetry.HubMetrics;

/**
 * Where front doors meet the hub. Passes on, and keeps the books: who is there, what was refused. No method
 * has a transaction: {@link #enqueue} commits to the route log itself. The number of its instances is in {@code
 * glassfish-ejb-jar.xml}.
 */
@MessageDriven(
        messageListenerInterface = DeviceInflow.class,
        activationConfig =
                @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "axletree#mqtt-connector"))
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeviceInflowBean implements DeviceInflow {
    /** Ends of connections that neither the device nor its network brought about: somebody will ask why. */
    private static final Set<Reason> UNASKED = EnumSet.of(
            Reason.CERTIFICATE_REPLACED,
            Reason.CREDENTIAL_RESET,
            Reason.DEVICE_DELETED,
            Reason.DEVICE_DISABLED,
            Reason.DEVICE_MOVED,
            Reason.DEVICE_SECURITY_RAISED,
            Reason.HUB_DISABLED,
            Reason.HUB_MOVED,
            Reason.KEEP_ALIVE_TIMEOUT,
            Reason.REGISTRATION_EXPIRED,
            Reason.SESSION_ENDED,
            Reason.TAKEN_OVER);

    /** For a message to be committed to its routes and to wait for its device. */
    private static final long PATIENCE_SECONDS = 20;

    @Inject
    private Gate gate;

    @Inject
    private HostCertificates certificates;

    @Inject
    private HubDirectory hubs;

    @Inject
    private PresharedKeys keys;

    @Inject
    private ScramVerifiers verifiers;

    @Inject
    private FirmwareService firmware;

    @Inject
    private ObjectModelService objects;

    @Inject
    private Exchange exchange;

    @Inject
    private Downlinks downlinks;

    @Inject
    private Dispatcher dispatcher;

    @Inject
    private RouteDeliveries deliveries;

    @Inject
    private Dialects dialects;

    @Inject
    private Presence presence;

    @Inject
    private ConnectionLog connections;

    @Inject
    private PacketCounts counts;

    @Inject
    private EventRecorder events;

    @Inject
    private HubMetrics metrics;

    @Inject
    private Admissions admissions;

    /**
     * A client that asks for a hub by name is not sent away in the handshake, where it is told an alert and nobody anything: its CONNECT
     * is refused, with the one code of its cloud, and its owner learns why.
     */
    @Override
    public Recognition recognise(List<X509Certificate> shown, String serverName) {
        Recognition recognition = admissions.recognise(shown);
        return recognition instanceof Recognition.Unrecognised && isToldAtConnect(shown, serverName)
                ? Recognition.RECOGNISED
                : recognition;
    }

    /** Not where the proof of its key would cost more than is asked of any. */
    private boolean isToldAtConnect(List<X509Certificate> shown, String serverName) {
        return !shown.isEmpty() && new ClientChain(shown).isStrong() && certificates.isOfHub(serverName);
    }

    @Override
    public Recognition recogniseKey(PublicKey rawKey) {
        return admissions.recogniseKey(rawKey);
    }

    @Override
    public Optional<PresharedKey> presharedKey(String identity) {
        return keys.of(identity);
    }

    @Override
    public Optional<FirmwarePackage> firmware(String key) {
        return firmware.byKey(key);
    }

    @Override
    public ObjectModels objectModels(String hubId) {
        return objects.of(hubId);
    }

    /** Not through a lane: a device whose message is not taken says it again, and finds out in that way. */
    @Override
    public CompletionStage<Optional<Reason>> report(Admission.Admitted device, ObjectReport report) {
        return dialects.named(device.dialect())
                .reported(device.identity(), report)
                .map(message -> exchange.publish(device, message)
                        .thenApply(outcome -> outcome.<Optional<Reason>>fold(
                                Optional::empty, refused -> Optional.of(refused.reason()))))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.of(Reason.TOPIC_FOREIGN)));
    }

    @Override
    public Optional<ServerIdentity> identityFor(String serverName) {
        return Optional.of(certificates.of(serverName));
    }

    @Override
    public Admission admit(ConnectRequest request, DoorTerms terms) {
        return kept(request, admissions.admit(request, terms));
    }

    @Override
    public List<Admission> admitAll(List<ConnectRequest> requests) {
        List<Admission> answers = admissions.admitAll(requests);
        for (int i = 0; i < answers.size(); i++) {
            kept(requests.get(i), answers.get(i));
        }
        return answers;
    }

    @Override
    public byte[] saltOf(String userName) {
        return verifiers.salt(userName);
    }

    @Override
    public Admission proveAgain(ConnectRequest request) {
        return admissions.proveAgain(request);
    }

    private Admission kept(ConnectRequest request, Admission admission) {
        if (admission instanceof Admission.Admitted admitted && !request.rehearsed()) {
            DeviceIdentity identity = admitted.identity();
            Instant now = Instant.now();
            presence.arrived(identity.hubId(), identity.deviceId(), request.connectionId(), now);
            connections.arrived(identity.deviceId(), request, now);
        }
        return admission;
    }

    @Override
    public Optional<Admission.Admitted> rightsOf(String hubId, String deviceId) {
        return gate.rightsWithoutConnection(hubId, deviceId);
    }

    @Override
    public Set<String> existing(Set<String> hubIds) {
        return hubs.existing(hubIds);
    }

    @Override
    public Screening[] screen(List<? extends Publication> batch) {
        Screening[] answers = dispatcher.screen(batch);
        for (int i = 0; i < answers.length; i++) {
            if (isForAnotherDoor(batch.get(i), answers[i])) {
                answers[i] = Screening.ASKED;
            }
        }
        return answers;
    }

    /** A message to a device that hears no topics is the hub's to take there, and acknowledged when it has it. */
    private boolean isForAnotherDoor(Publication publication, Screening answer) {
        return (answer instanceof Screening.Unrouted || answer instanceof Screening.Routed)
                && publication.topic().startsWith("$")
                && downlinks.concern(publication.topic());
    }

    @Override
    public Enqueueing enqueue(List<RoutedPublication> batch) {
        List<RoutedPublication> chosen = dispatcher.choose(batch);
        Enqueueing answer = deliveries.append(chosen);
        return chosen != batch && answer instanceof Enqueueing.Held held ? placed(held, chosen, batch) : answer;
    }

    /** Those that no route takes are missing from what was chosen; whoever brought the batch counts them, too. */
    private static Enqueueing placed(
            Enqueueing.Held held, List<RoutedPublication> chosen, List<RoutedPublication> batch) {
        BitSet places = new BitSet();
        int next = 0;
        for (int i = 0; i < batch.size() && next < chosen.size(); i++) {
            if (chosen.get(next).publication() == batch.get(i).publication()) {
                places.set(i, held.places().get(next++));
            }
        }
        return new Enqueueing.Held(places, held.reason());
    }

    @Override
    public boolean isHeld(RouteSet routes) {
        return deliveries.areOverfull(routes);
    }

    @Override
    public Reply answer(Publication request) {
        if (downlinks.concern(request.topic())) {
            return counted(request, Reply.silent(passedOn(request)));
        }
        return counted(request, dialectOf(request).answer(request));
    }

    private Optional<Reason> passedOn(Publication message) {
        try {
            return exchange.publish(message.sender(), message)
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .fold(Optional::empty, refused -> Optional.of(refused.reason()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of(Reason.SHUTTING_DOWN);
        } catch (ExecutionException | TimeoutException slow) {
            return Optional.of(Reason.BUSY);
        }
    }

    @Override
    public Reply decline(Publication request, Reason reason) {
        return counted(request, dialectOf(request).decline(request, reason));
    }

    private Dialect dialectOf(Publication request) {
        if (request.sender() instanceof Sender.Device device) {
            return dialects.named(device.rights().dialect());
        }
        throw new IllegalArgumentException("sender: " + request.sender() + " (expected: a device)");
    }

    private Reply counted(Publication request, Reply reply) {
        metrics.of(request.sender().hubId()).answered(reply.refusal());
        return reply;
    }

    @Override
    public void departed(long connectionId, Admission.Admitted admitted, Reason reason) {
        DeviceIdentity identity = admitted.identity();
        Instant now = Instant.now();
        presence.departed(identity.deviceId(), connectionId, now);
        connections.departed(identity.deviceId(), connectionId, now, reason);
        if (UNASKED.contains(reason)) {
            events.note(new Notice(identity.hubId(), identity.deviceId(), reason, "", ""));
        }
    }

    @Override
    public void counted(Admission.Admitted device, Exchanged exchanged) {
        DeviceIdentity identity = device.identity();
        counts.count(identity.hubId(), identity.deviceId(), exchanged);
    }

    @Override
    public void notice(Notice notice) {
        admissions.notice(notice);
    }
}

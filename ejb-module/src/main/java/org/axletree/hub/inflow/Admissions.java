package org.axletree.hub.inflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Notice;
import org.axletree.core.door.Recognition;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.event.EventRecorder;
import org.axletree.hub.explain.RefusedLogins;
import org.axletree.hub.gate.Decision;
import org.axletree.hub.gate.Gate;
import org.axletree.hub.hostname.HostCertificates;
import org.axletree.hub.telemetry.HubMetrics;

/**
 * Lets devices in, by whatever way they come, and keeps the books: a refusal is noted by the hub itself, since a door does not
 * know whose device it was.
 */
@ApplicationScoped
public class Admissions {
    private Gate gate;
    private EventRecorder events;
    private HubMetrics metrics;
    private RefusedLogins logins;
    private HostCertificates hosts;

    /** For the container's proxy. */
    protected Admissions() {}

    @Inject
    public Admissions(
            Gate gate, EventRecorder events, HubMetrics metrics, RefusedLogins logins, HostCertificates hosts) {
        this.gate = gate;
        this.events = events;
        this.metrics = metrics;
        this.logins = logins;
        this.hosts = hosts;
    }

    /** May a TLS handshake with these certificates go on? */
    public Recognition recognise(List<X509Certificate> certificates) {
        Recognition recognition = gate.recognise(certificates);
        if (recognition instanceof Recognition.Unrecognised refused) {
            logins.refused(certificates, refused);
        }
        return recognition;
    }

    /** May a DTLS handshake with this key, without a certificate around it, go on? */
    public Recognition recogniseKey(PublicKey rawKey) {
        return gate.recogniseKey(rawKey);
    }

    /** May this connection become a session? */
    public Admission admit(ConnectRequest request, DoorTerms terms) {
        return noted(request, gate.admit(request, terms));
    }

    /** Has a connection that is a session proved itself once more? Noted where it has not: nobody new has come. */
    public Admission proveAgain(ConnectRequest request) {
        Decision decision = gate.admit(request, DoorTerms.NONE);
        return decision.admission() instanceof Admission.Refused ? noted(request, decision) : decision.admission();
    }

    /** The same of several at once. */
    public List<Admission> admitAll(List<ConnectRequest> requests) {
        List<Decision> decisions = gate.admitAll(requests);
        List<Admission> admissions = new ArrayList<>(decisions.size());
        for (int i = 0; i < decisions.size(); i++) {
            admissions.add(noted(requests.get(i), decisions.get(i)));
        }
        return admissions;
    }

    private Admission noted(ConnectRequest request, Decision decided) {
        Decision decision = atHub(decided, request.serverName());
        if (decision.admission() instanceof Admission.Refused refused) {
            noteRefusal(request, decision, refused.reason());
        } else if (decision.admission() instanceof Admission.Admitted admitted && !request.rehearsed()) {
            metrics.of(decision.hubId()).admitted();
            if (decision.created()) {
                events.note(
                        new Notice(
                                decision.hubId(),
                                decision.deviceId(),
                                Reason.DEVICE_PROVISIONED,
                                "CONNECT",
                                request.remoteAddress()),
                        admitted.identity().deviceName());
            }
            events.warn(admitted, decision.warnings(), request.remoteAddress());
        }
        measureClock(request, decision);
        return decision.admission();
    }

    /** Each owner learns of it, of the own device alone. */
    private void noteRefusal(ConnectRequest request, Decision decision, Reason reason) {
        metrics.of(decision.hubId()).refused(reason);
        logins.refused(request, decision);
        if (decision.claimants().isEmpty()) {
            events.note(new Notice(
                    decision.hubId(), decision.deviceId(), reason, packet(decision.detail()), request.remoteAddress()));
        }
        decision.claimants()
                .forEach(claimant -> events.note(new Notice(
                        claimant.hubId(),
                        claimant.deviceId(),
                        reason,
                        packet(decision.detailFor(claimant)),
                        request.remoteAddress())));
        for (Decision each : decision.alike()) {
            noteRefusal(request, each, ((Admission.Refused) each.admission()).reason());
        }
    }

    private static String packet(String detail) {
        return detail.isEmpty() ? "CONNECT" : "CONNECT: " + detail;
    }

    /**
     * Whoever nobody knows has at least asked for a hub by name: its owner learns of it, and the client no more than of any other
     * wrong login there.
     */
    private Decision atHub(Decision decision, String serverName) {
        boolean placed = !decision.hubId().isEmpty() || !decision.claimants().isEmpty() || serverName.isEmpty();
        return !placed && decision.admission() instanceof Admission.Refused
                ? hosts.hubOf(serverName).map(decision::at).orElse(decision)
                : decision;
    }

    /** Whoever is off by minutes today is refused tomorrow: its owner learns of it while the device still gets in. */
    private void measureClock(ConnectRequest request, Decision decision) {
        if (decision.deviceId().isEmpty()) {
            return;
        }
        ClockReading.of(request, Instant.now()).ifPresent(reading -> {
            reading.secondsOff()
                    .ifPresent(seconds -> metrics.of(decision.hubId()).clockSkew(seconds));
            if (decision.admission() instanceof Admission.Admitted
                    && !reading.warning().isEmpty()) {
                notice(new Notice(
                        decision.hubId(),
                        decision.deviceId(),
                        Reason.CLOCK_SKEWED,
                        "CONNECT: " + reading.warning(),
                        request.remoteAddress()));
            }
        });
    }

    /** Something was refused, dropped or closed. */
    public void notice(Notice notice) {
        metrics.of(notice.hubId()).noticed(notice.reason(), notice.times());
        events.note(notice);
    }
}

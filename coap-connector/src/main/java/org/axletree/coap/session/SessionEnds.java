package org.axletree.coap.session;

import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.Exchanged;
import org.axletree.core.door.ObservationInflow;
import org.axletree.core.outcome.Reason;

/** Ends sessions, in the registry of the hub, in the store and at the device's DTLS. */
public final class SessionEnds {
    private final DoorServices services;

    public SessionEnds(DoorServices services) {
        this.services = services;
    }

    /** Ends a session, unless it has ended. */
    void end(Session session, Reason reason) {
        if (!services.sessions().remove(session)) {
            return;
        }
        services.store().remove(session.registration().deviceId());
        departed(session, reason);
    }

    /** Another registration of the device has taken its place. */
    void replaced(Session session, DeviceInflow inflow) {
        session.rights().ifPresent(rights -> departed(inflow, session, rights, Reason.DISCONNECTED));
    }

    private void departed(Session session, Reason reason) {
        session.rights()
                .ifPresent(rights -> services.admission().offer(inflow -> departed(inflow, session, rights, reason)));
    }

    private static void departed(ObservationInflow inflow, Session session, Admission.Admitted rights, Reason reason) {
        count(inflow, session, rights);
        inflow.departed(session.connectionId(), rights, reason);
    }

    /** Tells the hub of the packets that devices exchanged since. Called every second or so. */
    public void count() {
        if (services.sessions().all().stream().anyMatch(Session::hasExchanged)) {
            services.uplink().offer(inflow -> services.sessions().all().forEach(session -> session.rights()
                    .ifPresent(rights -> count(inflow, session, rights))));
        }
    }

    private static void count(ObservationInflow inflow, Session session, Admission.Admitted rights) {
        int packets = session.takeExchanged();
        if (packets > 0) {
            inflow.counted(rights, new Exchanged(packets, 0, 0));
        }
    }

    /** The device may no longer be here: what it proved means nothing any more. */
    void cut(Session session, Reason reason) {
        end(session, reason);
        session.registration().principal().ifPresent(services.endpoints()::forget);
    }

    /** @see org.axletree.core.door.DeviceLine#disconnectDevice */
    public void disconnectDevice(String hubId, String deviceId, Reason reason, long revision) {
        services.changes().heardOfDevice(hubId, deviceId, revision);
        services.sessions()
                .byDevice(deviceId)
                .filter(session -> session.registration().hubId().equals(hubId) && isOlder(session, revision))
                .ifPresent(session -> cut(session, reason));
    }

    /** @see org.axletree.core.door.DeviceLine#disconnectInsecure */
    public void disconnectInsecure(String hubId, String deviceId, Reason reason, long revision) {
        services.changes().heardOfDevice(hubId, deviceId, revision);
        services.sessions()
                .byDevice(deviceId)
                .filter(session -> session.registration().hubId().equals(hubId)
                        && !session.registration().secure()
                        && isOlder(session, revision))
                .ifPresent(session -> cut(session, reason));
    }

    /** @see org.axletree.core.door.DeviceLine#disconnectHub */
    public void disconnectHub(String hubId, Reason reason, long revision) {
        services.changes().heardOfHub(hubId, revision);
        for (Session session : services.sessions().all()) {
            if (session.registration().hubId().equals(hubId) && isOlder(session, revision)) {
                cut(session, reason);
            }
        }
        services.codecs().forget(hubId);
    }

    private static boolean isOlder(Session session, long revision) {
        return session.rights().map(rights -> rights.revision() < revision).orElse(true);
    }

    /** Ends what was not updated in time. Called every second or so. */
    public void sweep() {
        long now = services.clock().millis();
        for (Session session : services.sessions().all()) {
            if (session.registration().expiresAt() <= now) {
                end(session, Reason.REGISTRATION_EXPIRED);
            }
        }
    }
}

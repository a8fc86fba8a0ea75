package org.axletree.core.door;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;

/**
 * What a front door asks of the hub, all of it: the message listener interface of the hub's message-driven bean. Every method
 * answers with a value and nothing is called back. A runtime exception is a bug or a lost resource: the door treats it as
 * {@link Reason#INTERNAL_ERROR} and acknowledges nothing.
 *
 * <p>Event loops are handed the two parts that never block, {@link ScreeningInflow} and {@link ObservationInflow}; workers have
 * them all. An endpoint serves one thread for its life.
 *
 * <p>The methods stand here once more since the container knows the transactions of those methods only that the listener
 * interface declares itself.
 */
public interface DeviceInflow extends ConnectInflow, ScreeningInflow, CommitInflow, ObservationInflow {

    @Override
    Recognition recognise(List<X509Certificate> certificates, String serverName);

    @Override
    Optional<PresharedKey> presharedKey(String identity);

    @Override
    Recognition recogniseKey(PublicKey rawKey);

    @Override
    Optional<FirmwarePackage> firmware(String key);

    @Override
    ObjectModels objectModels(String hubId);

    @Override
    Optional<ServerIdentity> identityFor(String serverName);

    @Override
    Admission admit(ConnectRequest request, DoorTerms terms);

    @Override
    byte[] saltOf(String userName);

    @Override
    Admission proveAgain(ConnectRequest request);

    @Override
    List<Admission> admitAll(List<ConnectRequest> requests);

    @Override
    Optional<Admission.Admitted> rightsOf(String hubId, String deviceId);

    @Override
    Set<String> existing(Set<String> hubIds);

    @Override
    Screening[] screen(List<? extends Publication> batch);

    @Override
    Reply decline(Publication request, Reason reason);

    @Override
    Enqueueing enqueue(List<RoutedPublication> batch);

    @Override
    boolean isHeld(RouteSet routes);

    @Override
    Reply answer(Publication request);

    @Override
    CompletionStage<Optional<Reason>> report(Admission.Admitted device, ObjectReport report);

    @Override
    void departed(long connectionId, Admission.Admitted admitted, Reason reason);

    @Override
    void counted(Admission.Admitted device, Exchanged exchanged);

    @Override
    void notice(Notice notice);
}

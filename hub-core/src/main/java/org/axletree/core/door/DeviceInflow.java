package org.axletree.core.door;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;

/**
 * What a front door asks of the hub. It is the message listener interface of the hub's message-driven bean; every method
 * answers with a value and nothing is called back. A runtime exception is a bug or a lost resource: the door treats it as
 * {@link Reason#INTERNAL_ERROR} and acknowledges nothing.
 *
 * <p>{@link #screen}, {@link #decline}, {@link #departed}, {@link #counted} and {@link #notice} never block and may be called on an event loop; the others may
 * block (database, JMS) and belong on a lane. An endpoint serves one thread for its life.
 */
public interface DeviceInflow {

    /**
     * Does an authority of the hub vouch for these certificates? Asked during the TLS handshake.
     *
     * @param certificates as the client sent them, leaf first
     */
    Recognition recognise(List<X509Certificate> certificates);

    /** May this connection become a session (clouds.md B5 to B8, C1 to C4)? Blocks on the database. */
    Admission admit(ConnectRequest request);

    /**
     * What a device may do now, asked for what it left to be said when it went: its will. Blocks on the database.
     *
     * @return empty if it may do nothing: it is gone or disabled, or its hub is
     */
    Optional<Admission.Admitted> rightsOf(String hubId, String deviceId);

    /**
     * Which of these hubs there are. Asked for what a front door has kept since it was open before. Blocks on the database.
     */
    Set<String> existing(Set<String> hubIds);

    /**
     * What becomes of these messages: filters, then routes. Reads memory only.
     *
     * @param batch messages in the order they came, of any number of senders
     * @return one answer a message, in the same order
     */
    Screening[] screen(List<? extends Publication> batch);

    /**
     * Puts messages into the queues of their routes, in one transaction that ends with this call. When it returns {@link
     * Enqueueing.Enqueued} the transaction has committed: a crash cannot lose the messages any more.
     *
     * @param batch messages of one {@link org.axletree.core.route.RouteSet}, in the order they came
     */
    Enqueueing enqueue(List<RoutedPublication> batch);

    /**
     * Carries out what a device asked of the hub itself ({@link Screening.Asked}). Blocks on the database; when it returns, what
     * it changed has committed. Requests of one session come one after the other, in their order.
     */
    Reply answer(Publication request);

    /** What a device is told whose request the door does not pass on. Reads memory only. */
    Reply decline(Publication request, Reason reason);

    /** An admitted connection has ended. Told exactly once for every {@link Admission.Admitted}, whether or not it ever became a session. */
    void departed(long connectionId, Admission.Admitted admitted, Reason reason);

    /**
     * A connection of the device exchanged packets. Told now and then, and before {@link #departed}: never for every packet.
     *
     * @param packets control packets in either direction since it was last told (clouds.md section 2, Metrics); more than 0
     */
    void counted(Admission.Admitted device, long packets);

    /** Something was refused, dropped or closed at the door. */
    void notice(Notice notice);
}

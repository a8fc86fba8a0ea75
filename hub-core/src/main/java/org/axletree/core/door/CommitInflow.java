package org.axletree.core.door;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;

/** What a front door asks of the hub that is committed when it answers. Blocks on queues and database: for workers only. */
public interface CommitInflow {
    /**
     * Commits messages for their routes, in one transaction that ends with this call. When it returns {@link
     * Enqueueing.Enqueued} the transaction has committed: a crash cannot lose the messages any more.
     *
     * @param batch messages of one hub, those of each sender in the order they came
     */
    Enqueueing enqueue(List<RoutedPublication> batch);

    /** Whether what was committed for these routes is still not to be acknowledged ({@link Enqueueing.Held}). Reads memory only. */
    boolean isHeld(RouteSet routes);

    /**
     * Carries out what a device asked of the hub itself ({@link Screening.Asked}). Blocks on the database; when it returns, what
     * it changed has committed. Requests of one session come one after the other, in their order.
     */
    Reply answer(Publication request);

    /**
     * Publishes what a device said of its objects, as its dialect has it. Blocks on nothing.
     *
     * @return answered when the routes have committed it and it was said, with why it was not if it was not; never fails
     */
    CompletionStage<Optional<Reason>> report(Admission.Admitted device, ObjectReport report);
}

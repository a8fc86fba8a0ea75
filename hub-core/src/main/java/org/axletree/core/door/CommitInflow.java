package org.axletree.core.door;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;

/** What a front door asks of the hub that is committed when it answers. Blocks on queues and database: for workers only. */
public interface CommitInflow {
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

    /**
     * Publishes what a device said of its objects, as its dialect has it. Blocks on nothing.
     *
     * @return answered when the routes have committed it and it was said, with why it was not if it was not; never fails
     */
    CompletionStage<Optional<Reason>> report(Admission.Admitted device, ObjectReport report);
}

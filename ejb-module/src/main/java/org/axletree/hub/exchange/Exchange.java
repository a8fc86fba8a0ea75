package org.axletree.hub.exchange;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Publication;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.door.Screening;
import org.axletree.core.door.Sender;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;
import org.axletree.hub.dialect.Downlinks;
import org.axletree.hub.dispatch.Dispatcher;
import org.axletree.hub.door.Doors;

/**
 * Publishes for whoever is no front door. A message goes the way of a device's: screened by what its sender may do, committed
 * to the routes that want it, and only then said to subscribers. Messages of one topic keep their order.
 *
 * <p>Nothing is offered to a route twice: whoever publishes learns that a route cannot take the message now, and knows
 * whether to try again. A device waits in its lane instead; here nobody's socket could be read more slowly.
 */
@ApplicationScoped
public class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class.getName());

    private final CommitQueue waiting = new CommitQueue();

    @Resource
    private ManagedExecutorService executor;

    private Dispatcher dispatcher;
    private RouteCommit routes;
    private Doors doors;
    private Downlinks downlinks;

    /** For the container's proxy. */
    protected Exchange() {}

    @Inject
    public Exchange(Dispatcher dispatcher, RouteCommit routes, Doors doors, Downlinks downlinks) {
        this.downlinks = downlinks;
        this.dispatcher = dispatcher;
        this.routes = routes;
        this.doors = doors;
    }

    /** To be called by the container's thread that starts the hub: on others the container's resources are not found. */
    public void begin() {
        // Whoever is asked for something is there then.
    }

    /**
     * Publishes a message in the sender's hub. Never blocks.
     *
     * @return answered when the routes have committed the message and it was said; never fails
     */
    public CompletionStage<Outcome> publish(Sender sender, Message message) {
        try {
            CompletionStage<Outcome> outcome = screened(sender, message);
            return downlinks.concern(message.topic())
                    ? outcome.thenApplyAsync(published -> taken(published, sender.hubId(), message), this::execute)
                    : outcome;
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "A message could not be published", failure);
            return answered(new Outcome.Refused(Reason.INTERNAL_ERROR));
        }
    }

    /** What was said to a device that hears no topics is taken to it besides. */
    private Outcome taken(Outcome published, String hubId, Message message) {
        return published.fold(() -> take(published, hubId, message), refused -> refused);
    }

    private Outcome take(Outcome published, String hubId, Message message) {
        try {
            return downlinks
                    .take(hubId, message)
                    .<Outcome>map(reason -> new Outcome.Refused(reason, true))
                    .orElse(published);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "A message could not be taken to its device", failure);
            return new Outcome.Refused(Reason.INTERNAL_ERROR, true);
        }
    }

    private CompletionStage<Outcome> screened(Sender sender, Message message) {
        Publication publication = new OfferedPublication(sender, message, false);
        Screening screening = dispatcher.screen(List.of(publication))[0];
        if (screening instanceof Screening.Rewritten rewritten) {
            publication = new OfferedPublication(sender, rewritten.canonical(), false);
            screening = rewritten.then();
        }
        if (screening instanceof Screening.Dropped dropped) {
            return answered(new Outcome.Refused(dropped.reason()));
        }
        if (screening instanceof Screening.Asked) {
            return answered(new Outcome.Refused(Reason.TOPIC_UNAUTHORIZED)); // there is no session to be answered in
        }
        if (screening instanceof Screening.Routed routed) {
            return commit(publication, routed.routes());
        }
        return answered(say(publication) ? Outcome.PUBLISHED : new Outcome.Refused(Reason.BUSY));
    }

    /** Soon, and elsewhere: by the container, unless a test has another way. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    private static CompletionStage<Outcome> answered(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }

    private boolean say(Publication publication) {
        try {
            return doors.publish(publication.sender().hubId(), publication);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "A message could not be said", failure);
            return false;
        }
    }

    private CompletionStage<Outcome> commit(Publication publication, RouteSet set) {
        CommitQueue.Waiting entry = new CommitQueue.Waiting(new RoutedPublication(publication, set));
        if (!waiting.offer(entry)) {
            return answered(new Outcome.Refused(Reason.BUSY));
        }
        workSoon();
        return entry.answer();
    }

    private void workSoon() {
        if (waiting.begin()) {
            try {
                execute(this::work);
            } catch (RejectedExecutionException stopping) {
                waiting.refuseAll(Reason.SHUTTING_DOWN);
            }
        }
    }

    /** One thread at a time: what was offered first commits first. */
    private void work() {
        for (List<CommitQueue.Waiting> batch = waiting.next(); !batch.isEmpty(); batch = waiting.next()) {
            settle(batch, committed(batch));
        }
    }

    private Enqueueing committed(List<CommitQueue.Waiting> batch) {
        try {
            return routes.commit(batch.stream().map(CommitQueue.Waiting::routed).toList());
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "Messages could not be committed to their routes", failure);
            return new Enqueueing.Postponed(Reason.INTERNAL_ERROR);
        }
    }

    private void settle(List<CommitQueue.Waiting> batch, Enqueueing enqueueing) {
        for (CommitQueue.Waiting entry : batch) {
            if (enqueueing instanceof Enqueueing.Postponed postponed) {
                entry.answer().complete(new Outcome.Refused(postponed.reason()));
            } else {
                boolean said = say(entry.routed().publication());
                entry.answer().complete(said ? Outcome.PUBLISHED : new Outcome.Refused(Reason.BUSY, true));
            }
        }
    }

    @PreDestroy
    void end() {
        waiting.refuseAll(Reason.SHUTTING_DOWN);
    }
}

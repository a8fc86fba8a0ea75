package org.axletree.hub.dialect.scaleway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.twin.TwinAddress;
import org.axletree.hub.registry.twin.TwinDocument;
import org.axletree.hub.registry.twin.TwinService;
import org.axletree.hub.registry.twin.VersionMismatchException;

/** Carries out what devices ask of their twins. Every request has an answer, whatever becomes of it. */
@ApplicationScoped
public class TwinRequests {
    private static final Logger LOG = Logger.getLogger(TwinRequests.class.getName());
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(10);

    private TwinService twins;

    /** When a failure may be logged again: while the database is away each request fails. */
    private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());

    /** For the container's proxy. */
    protected TwinRequests() {}

    @Inject
    public TwinRequests(TwinService twins) {
        this.twins = twins;
    }

    /** Does what is asked, and commits it. Blocks on the database. */
    public Reply answer(Publication request) {
        TwinTopic topic = topicOf(request);
        TwinAnswer answer = new TwinAnswer(request, topic);
        DeviceIdentity device = deviceOf(request);
        if (!topic.isOwnOf(device.deviceId())) {
            return answer.refusal(
                    Reason.TOPIC_UNAUTHORIZED, "twin of another device (expected: me or " + device.deviceId() + ")");
        }
        try {
            return answer.success(perform(request, topic, TwinAddress.own(device)));
        } catch (VersionMismatchException mismatch) {
            return answer.mismatch(mismatch);
        } catch (ProblemException refused) {
            return answer.refusal(reasonOf(refused.problem()), refused.getMessage());
        } catch (RuntimeException failure) {
            log(failure);
            return answer.refusal(Reason.INTERNAL_ERROR, Reason.INTERNAL_ERROR.text());
        }
    }

    /** Refuses without a look at the database. Never blocks. */
    public Reply decline(Publication request, Reason reason) {
        return new TwinAnswer(request, topicOf(request)).refusal(reason, reason.text());
    }

    /** Only devices ask: what others say is never screened for requests. */
    static DeviceIdentity deviceOf(Publication request) {
        if (request.sender() instanceof Sender.Device device) {
            return device.rights().identity();
        }
        throw new IllegalArgumentException("sender: " + request.sender() + " (expected: a device)");
    }

    private static TwinTopic topicOf(Publication request) {
        return TwinTopic.of(request.topic())
                .orElseThrow(() -> new IllegalArgumentException(
                        "topic: " + request.topic() + " (expected: that of a request to a twin)"));
    }

    private TwinDocument perform(Publication request, TwinTopic topic, TwinAddress twin) {
        switch (topic.method()) {
            case "get" -> {
                return twins.get(twin, topic.document());
            }
            case "put" -> {
                TwinChange change = TwinChange.of(request.payload());
                return twins.put(twin, topic.document(), change.version(), change.data());
            }
            case "patch" -> {
                TwinChange change = TwinChange.of(request.payload());
                return twins.patch(twin, topic.document(), change.version(), change.data());
            }
            default ->
                throw ProblemException.invalid("method", "unknown", topic.method() + " (expected: get, put or patch)");
        }
    }

    private static Reason reasonOf(Problem problem) {
        if (problem instanceof Problem.NotFound missing) {
            return missing.resource().equals("device") ? Reason.DEVICE_DELETED : Reason.TWIN_DOCUMENT_UNKNOWN;
        }
        if (problem instanceof Problem.QuotaExceeded) {
            return Reason.QUOTA_EXCEEDED;
        }
        return problem instanceof Problem.TransientState ? Reason.BUSY : Reason.TWIN_REQUEST_INVALID;
    }

    private void log(RuntimeException failure) {
        long now = System.nanoTime();
        long until = silentUntil.get();
        if (now - until >= 0 && silentUntil.compareAndSet(until, now + BETWEEN_LINES)) {
            LOG.log(Level.WARNING, "A request to a twin failed", failure);
        }
    }
}

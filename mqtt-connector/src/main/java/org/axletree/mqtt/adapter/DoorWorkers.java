package org.axletree.mqtt.adapter;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.work.WorkManager;
import java.util.List;
import org.axletree.door.lane.Endpoints;
import org.axletree.door.lane.InflowWorkers;
import org.axletree.door.lane.Inquiries;

/** The threads on which the door waits for the hub, and how many may wait for each kind of them. */
final class DoorWorkers {
    private static final int LANE_WORKERS = 4;
    private static final int ADMISSION_WORKERS = 4;
    private static final int HANDSHAKE_WORKERS = 4;
    /** More lanes than this find their worker a little later. */
    private static final int WAITING_LANES = 100_000;

    private static final int WAITING_ADMISSIONS = 2_000;
    private static final int WAITING_HANDSHAKES = 4_000;

    private final InflowWorkers lanes = new InflowWorkers("lane", LANE_WORKERS, WAITING_LANES);
    private final InflowWorkers admission = new InflowWorkers("admission", ADMISSION_WORKERS, WAITING_ADMISSIONS);
    private final InflowWorkers handshakes = new InflowWorkers("handshake", HANDSHAKE_WORKERS, WAITING_HANDSHAKES);
    private final Inquiries inquiries = new Inquiries();

    void start(Endpoints endpoints, WorkManager works) throws ResourceException, InterruptedException {
        lanes.start(endpoints, works);
        inquiries.start(endpoints, works);
        admission.start(endpoints, works);
        handshakes.start(endpoints, works);
    }

    /** They bring messages to the queues of their routes. */
    InflowWorkers lanes() {
        return lanes;
    }

    /** They ask the gate. */
    InflowWorkers admission() {
        return admission;
    }

    /** They have certificates judged. */
    InflowWorkers handshakes() {
        return handshakes;
    }

    /** They ask the hub what devices want to know of it. */
    Inquiries inquiries() {
        return inquiries;
    }

    /**
     * Ends them all.
     *
     * @param deadline of {@link System#nanoTime()}
     * @return false if some are still busy in the hub then
     */
    boolean stop(long deadline) throws InterruptedException {
        boolean ended = true;
        for (InflowWorkers workers : List.of(admission, handshakes, lanes)) {
            ended &= workers.stop(deadline);
        }
        return ended & inquiries.stop(deadline);
    }
}

package org.axletree.coap.session;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.axletree.coap.endpoint.CoapEndpoints;
import org.axletree.coap.endpoint.ProtocolExecutor;
import org.axletree.coap.object.ObjectCodec;
import org.axletree.coap.object.ObjectCodecs;
import org.axletree.coap.store.RegistrationStore;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.time.SteadyClock;
import org.axletree.door.lane.InflowWorkers;
import org.axletree.door.line.RecentChanges;
import org.axletree.door.pressure.ConnectRates;

/**
 * What all of the door shares.
 *
 * @param admission workers that ask the gate
 * @param uplink the one worker that hands on what devices say, so that it keeps its order
 * @param timer does what CoAP does, now or later
 * @param received messages that devices sent
 * @param sent messages sent to devices
 * @param codecs what bytes of devices mean, by hub
 */
public record DoorServices(
        Sessions sessions,
        RegistrationStore store,
        CoapEndpoints endpoints,
        InflowWorkers admission,
        InflowWorkers uplink,
        ProtocolExecutor timer,
        SteadyClock clock,
        RecentChanges changes,
        ConnectRates rates,
        DoorLimits limits,
        AtomicLong connectionIds,
        LongAdder received,
        LongAdder sent,
        ObjectCodecs codecs) {

    /** What the bytes of a device mean. */
    ObjectCodec codec(Session session) {
        return codecs.of(session.registration().hubId());
    }
}

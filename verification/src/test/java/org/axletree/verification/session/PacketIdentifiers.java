package org.axletree.verification.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.axletree.core.limit.HubLimit;
import org.axletree.core.limit.Kept;
import org.axletree.verification.harness.AxletreeProcess;

/** QoS 2 messages that their clients never release, in a hub whose room is nearly used up by what it retains. */
final class PacketIdentifiers {
    private static final int SESSIONS = 3;
    private static final int IDENTIFIERS = 20_000;
    private static final int AT_ONCE = 500;
    private static final int[] PAYLOADS = {4_000_000, 100_000};
    /** More than a retained message takes beside its payload. */
    private static final int BESIDE_PAYLOAD = 1_000;
    /** Sessions need some room as well. */
    private static final int SPARED = 50_000;

    private final AxletreeProcess process;
    private int retained;
    private long left = HubLimit.STORAGE_BYTES_PER_HUB.standard();

    PacketIdentifiers(AxletreeProcess process) {
        this.process = process;
    }

    String upToTheRoom(String device) {
        try (GreedyClient filler = new GreedyClient(process)) {
            assertThat(filler.connect(GreedyClient.CLEAN, "filler", device)).isZero();
            for (int payload : PAYLOADS) {
                fill(filler, payload);
            }
            long most = (left + (long) retained * BESIDE_PAYLOAD) / Kept.PACKET_ID.bytes();
            int received = 0;
            for (int session = 0; session < SESSIONS; session++) {
                received += receivedBeforeTheEnd("ids" + session, device);
            }
            assertThat(received).as("identifiers for which there was room").isBetween(1, (int) most);
            clear(filler);
            return "%,d received of %d sessions, which were cut off".formatted(received, SESSIONS);
        }
    }

    private void fill(GreedyClient filler, int payload) {
        for (; left - payload - BESIDE_PAYLOAD > SPARED; left -= payload + BESIDE_PAYLOAD) {
            assertThat(retain(filler, retained++, new byte[payload])).isTrue();
        }
    }

    /** The room of all hubs is for what comes next. */
    private void clear(GreedyClient filler) {
        for (int i = 0; i < retained; i++) {
            assertThat(retain(filler, i, new byte[0])).isTrue();
        }
    }

    private static boolean retain(GreedyClient filler, int number, byte[] payload) {
        return filler.publish(0x33, 1 + number, "r/" + number, payload) && filler.acknowledged();
    }

    /** PUBRECs that a session gets until its connection ends; it gets none if it is refused. */
    private int receivedBeforeTheEnd(String clientId, String device) {
        try (GreedyClient client = new GreedyClient(process)) {
            if (client.connect(0, clientId, device) != 0) {
                return 0;
            }
            int received = 0;
            for (int id = 1; id <= IDENTIFIERS; id++) {
                boolean alive = client.publish(0x34, id, "t", new byte[0]);
                if (!alive || id % AT_ONCE == 0) {
                    int more = client.acknowledgements(id - received);
                    received += more;
                    if (received < id) {
                        return received;
                    }
                }
            }
            throw new AssertionError("nobody was cut off");
        }
    }
}

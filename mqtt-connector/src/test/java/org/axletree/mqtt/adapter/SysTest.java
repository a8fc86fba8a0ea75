package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.Test;

/** What the server says about itself, with the names of Mosquitto (issue 3, item 6). */
class SysTest {
    private static final String PUBLISHES_SENT = "$SYS/broker/publish/messages/sent";

    /** Topics in some ten reports. */
    private static final int MOST_SAID = 500;

    private static final Map<String, String> EXPECTED = Map.of(
            "$SYS/broker/clients/connected", "3",
            "$SYS/broker/clients/maximum", "3",
            "$SYS/broker/publish/messages/received", "1",
            "$SYS/broker/publish/bytes/received", "100",
            "$SYS/broker/messages/received", "4",
            "$SYS/broker/subscriptions/count", "2");

    private static boolean isAllSaid(Map<String, String> said) {
        return said.containsKey("$SYS/broker/load/connections/15min")
                && !said.getOrDefault(PUBLISHES_SENT, "0").equals("0")
                && said.entrySet().containsAll(EXPECTED.entrySet());
    }

    @Test
    void hub_hearsOfItselfAlone_onTheTopicsOfTheServer() throws Exception {
        try (TestDoor door = new TestDoor()) {
            door.hub.filters.put(
                    "narrow",
                    new MessageFilters(
                            MessageFilter.EVERYTHING,
                            new MessageFilter(FilterPolicy.ACCEPT, List.of(TopicFilter.of("#")))));
            try (RawClient watcher = RawClient.connected(door.port(), "h/watcher", "w");
                    RawClient everything = RawClient.connected(door.port(), "h/everything", "e");
                    RawClient narrow = RawClient.connected(door.port(), "h/narrow", "n");
                    RawClient stranger = RawClient.connected(door.port(), "other/stranger", "s")) {
                watcher.send(RawClient.subscribe(1, "$SYS/broker/#", 0));
                assertThat(watcher.receive(5)).isEqualTo("90 03 00 01 00");
                everything.send(RawClient.subscribe(1, "#", 0)).receive(5);
                narrow.send(RawClient.subscribe(1, "$SYS/#", 0));
                assertThat(narrow.receive(5)).isEqualTo("90 03 00 01 80");
                stranger.send(RawClient.publish("t", 1, new byte[10])).receive(4);
                narrow.send(RawClient.publish("t", 0, new byte[100]));
                assertThat(everything.receivePacket()).hasSize(105);

                // The first report may know less: event loops hand over what they counted one after the other.
                Map<String, String> said = new HashMap<>();
                for (int i = 0; i < MOST_SAID && !isAllSaid(said); i++) {
                    byte[] packet = watcher.receivePacket();
                    int length = packet[3];
                    said.put(new String(packet, 4, length), new String(packet, 4 + length, packet.length - 4 - length));
                }

                assertThat(said).containsAllEntriesOf(EXPECTED);
                assertThat(Integer.parseInt(said.get(PUBLISHES_SENT))) // reports are publishes, too
                        .isPositive();
                assertThat(everything.send("c0 00").receive(2)).isEqualTo("d0 00");
                try (RawClient late = RawClient.connected(door.port(), "h/late", "l")) {
                    late.send(RawClient.subscribe(1, "$SYS/broker/publish/bytes/received", 0))
                            .receive(5);
                    byte[] retained = late.receivePacket();
                    assertThat(retained[0]).isEqualTo((byte) 0x31);
                    assertThat(new String(retained)).endsWith("publish/bytes/received100");
                }
            }
        }
    }

    /** The level itself as well as what is below it: {@code $SYS/#} hears both. */
    @Test
    void levelOfTheServer_isClosedToPublishers() throws Exception {
        try (TestDoor door = new TestDoor();
                RawClient device = RawClient.connected(door.port(), "h/device", "d")) {
            device.send(RawClient.publish("$SYS", 1, new byte[1])).receive(4);
            device.send(RawClient.publish("$SYS/x", 2, new byte[1])).receive(4);
            device.send(RawClient.publish("$SYSTEM", 3, new byte[1])).receive(4);

            assertThat(door.hub.notices)
                    .extracting(notice -> notice.reason())
                    .containsExactly(Reason.TOPIC_UNAUTHORIZED, Reason.TOPIC_UNAUTHORIZED);
        }
    }
}

package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;
import org.axletree.mqtt.adapter.TestDoor;
import org.axletree.mqtt.connection.RawClient;

/** What one test has: the door of its class, a hub of its own, and clients that are gone when the test is over. */
final class Scene implements AutoCloseable {
    final TestDoor door;
    final String hub;
    private final List<Peer> peers = new ArrayList<>();

    Scene(TestDoor door, String hub) {
        this.door = door;
        this.hub = hub;
    }

    /** A device is called what its client identifier is. */
    Connect connect(Version version, String device) {
        return new Connect(version, hub + "/" + device, device);
    }

    /** A client that has not said anything yet. */
    Peer stranger(Version version) throws IOException {
        Peer peer = new Peer(version, new RawClient(door.port()));
        peers.add(peer);
        return peer;
    }

    /** A client with a clean session. */
    Peer peer(Version version, String device) throws IOException {
        return peer(version, connect(version, device));
    }

    Peer peer(Version version, Connect connect) throws IOException {
        Peer peer = stranger(version);
        enter(peer, connect);
        return peer;
    }

    Heard enter(Peer peer, Connect connect) throws IOException {
        Heard connack = peer.send(connect.bytes()).next(Packets.CONNACK);
        assertThat(connack.reason()).isZero();
        return connack;
    }

    /** Closes the connection, and waits until the server has noticed. */
    void lose(Peer peer) throws IOException {
        int before = departed().size();
        peer.close();
        await().until(() -> departed().size() > before);
    }

    /** Ends the connection as the specification wants it. */
    void leave(Peer peer) throws IOException {
        int before = departed().size();
        peer.send(Packets.disconnect());
        await().until(() -> departed().size() > before);
        peer.close();
    }

    /** Why connections of the scene ended. */
    List<Reason> departed() {
        return door.hub.departures.stream()
                .filter(each -> each.admitted().identity().hubId().equals(hub))
                .map(each -> each.reason())
                .toList();
    }

    /** The device may neither publish nor subscribe to topics of the filter. */
    void forbid(String device, String filter) {
        MessageFilter without = new MessageFilter(FilterPolicy.REJECT, List.of(TopicFilter.of(filter)));
        door.hub.filters.put(device, new MessageFilters(without, without));
    }

    /** What the hub was told about the devices of the scene. */
    List<Reason> noticed() {
        return door.hub.notices.stream()
                .filter(each -> each.hubId().equals(hub))
                .map(each -> each.reason())
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
        await().until(() -> door.line().status().occupancy().connections() == 0);
    }
}

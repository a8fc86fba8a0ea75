package org.axletree.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HubConnectionsTest {
    private final HubConnections connections = new HubConnections(2);

    @Test
    void hub_itsConnections_areCountedAndTheirMostRemembered() {
        connections.arrived("h");
        connections.arrived("h");
        assertThat(connections.isFull("h")).isTrue();
        connections.left("h");
        assertThat(connections.isFull("h")).isFalse();
        assertThat(connections.now("h")).isEqualTo(1);
        assertThat(connections.most("h")).isEqualTo(2);
        connections.left("h");
        assertThat(connections.hubs()).containsExactly("h");
    }

    @Test
    void hub_isGone_isForgottenWithItsLastConnection() {
        connections.arrived("h");
        connections.arrived("other");
        connections.forget("h");
        assertThat(connections.hubs()).containsExactlyInAnyOrder("h", "other");
        connections.left("h");
        assertThat(connections.hubs()).containsExactly("other");
        connections.left("other");
        connections.forget("other");
        connections.forget("unknown");
        assertThat(connections.hubs()).isEmpty();
    }
}

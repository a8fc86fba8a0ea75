package org.axletree.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.junit.jupiter.api.Test;

final class SenderTest {
    private static final Sender DEVICE = new Admission.Admitted(
            new DeviceIdentity("h", "hub", "d", "pump"),
            MessageFilters.EVERYTHING,
            SessionLimits.DEFAULT,
            PlanRules.EVERYTHING,
            false,
            1);

    @Test
    void sender_ofEachKind_saysWhoseHubItIs() {
        assertThat(DEVICE.hubId() + " " + DEVICE.hubName()).isEqualTo("h hub");
        assertThat(new Sender.Network("h", "hub", "n", "rest").hubName()).isEqualTo("hub");
        assertThat(new Sender.Hub("h", "hub").hubId()).isEqualTo("h");
    }

    @Test
    void fold_ofEachKind_takesItsOwnBranch() {
        assertThat(kind(DEVICE)).isEqualTo("device pump");
        assertThat(kind(new Sender.Network("h", "hub", "n", "rest"))).isEqualTo("network rest");
        assertThat(kind(new Sender.Bridge("h", "hub", "r", "to-berlin"))).isEqualTo("bridge to-berlin");
        assertThat(kind(new Sender.Hub("h", "hub", "d", "pump"))).isEqualTo("hub about pump");
    }

    private static String kind(Sender sender) {
        return sender.fold(
                device -> "device " + device.rights().identity().deviceName(),
                network -> "network " + network.networkName(),
                bridge -> "bridge " + bridge.routeName(),
                hub -> "hub about " + hub.deviceName());
    }
}

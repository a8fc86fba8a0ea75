package org.axletree.hub.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HubSharesTest {
    @Test
    void hub_hasHalfOfAllPlaces_andLeavesTheOthers() {
        HubShares shares = new HubShares(4);

        assertThat(shares.take("loud")).isTrue();
        assertThat(shares.take("loud")).isTrue();
        assertThat(shares.take("loud")).isFalse();
        assertThat(shares.take("calm")).isTrue();
        assertThat(shares.take("other")).isTrue();
        assertThat(shares.take("third")).as("more than there are").isFalse();

        shares.giveBack("loud");
        assertThat(shares.taken("loud")).isEqualTo(1);
        assertThat(shares.take("third")).isTrue();
        assertThat(shares.take("loud")).isFalse();
    }

    @Test
    void onlyPlace_isWhoevers() {
        HubShares shares = new HubShares(1);

        assertThat(shares.take("one")).isTrue();
        assertThat(shares.take("other")).isFalse();
        shares.giveBack("one");
        assertThat(shares.take("other")).isTrue();
    }
}

package org.axletree.web.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureLocationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"northeurope", "North Europe", "WESTUS2"})
    void region_isKnown_howeverItIsWritten(String location) {
        assertThat(AzureLocations.require(location)).isEqualTo(location);
    }

    @Test
    void wordThatIsNoRegion_isRefused() {
        assertThatThrownBy(() -> AzureLocations.require("nowhere"))
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("no region of Azure is called so");
    }
}

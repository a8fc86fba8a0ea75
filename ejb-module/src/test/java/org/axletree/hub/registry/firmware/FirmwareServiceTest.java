package org.axletree.hub.registry.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.axletree.hub.registry.ProblemAssertions.assertInvalid;

import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How much firmware a hub keeps. */
@ParameterizedClass
@EnumSource
class FirmwareServiceTest {
    private static final String REGION = RegistryFixture.REGION;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub hub;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        hub = registry.hub("hub");
    }

    @Test
    void image_isTaken_upToItsBytes_andNoEmptyOne() {
        registry.limits.put(HubLimit.FIRMWARE_BYTES, 4);

        assertThat(upload("whole", 4).size()).isEqualTo(4);
        assertInvalid(() -> upload("large", 5), "content", "constraint");
        assertInvalid(() -> upload("empty", 0), "content", "constraint");
        assertThat(registry.firmware.list(REGION, hub.id()))
                .extracting(FirmwareImage::name)
                .containsExactly("whole");
    }

    @Test
    void images_areTaken_upToTheirNumber_andAgainOnceOneIsGone() {
        registry.limits.put(HubLimit.FIRMWARE_IMAGES_PER_HUB, 2);
        FirmwareImage first = upload("a", 1);
        upload("b", 1);

        assertThatThrownBy(() -> upload("c", 1))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(new Problem.QuotaExceeded("firmware images", 2, 2));
        registry.firmware.delete(REGION, first.id());
        assertThat(upload("c", 1).name()).isEqualTo("c");
    }

    private FirmwareImage upload(String name, int bytes) {
        return registry.firmware.upload(REGION, hub.id(), name, new byte[bytes]);
    }
}

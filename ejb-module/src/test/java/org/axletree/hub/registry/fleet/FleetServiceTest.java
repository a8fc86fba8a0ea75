package org.axletree.hub.registry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who comes of those that come together, and that a trial says the same. */
@ParameterizedClass
@EnumSource
class FleetServiceTest {
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

    private static IncomingDevice device(int line, Optional<String> id) {
        return new IncomingDevice(
                line,
                id,
                "d" + line,
                Registration.MANAGED.dialect(),
                "",
                true,
                true,
                false,
                MessageFilters.EVERYTHING,
                DeviceCredential.CERTIFICATE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<IncomingDevice> devices(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(line -> device(line, Optional.empty()))
                .toList();
    }

    @Test
    void trialInParts_hasAsMuchRoomAsTheRun() {
        registry.limits.put(HubLimit.DEVICES_PER_HUB, 5);

        FleetReport first = registry.fleets.tryOut(REGION, hub.id(), devices(0, 3), 0);
        FleetReport second = registry.fleets.tryOut(
                REGION, hub.id(), devices(3, 6), first.created().size());

        FleetReport run = registry.fleets.take(REGION, hub.id(), "csv", devices(0, 3));
        assertThat(run.created()).as("the trial made none of them").hasSize(3);
        assertThat(run.skipped()).isEqualTo(first.skipped()).isEmpty();
        assertThat(registry.fleets.take(REGION, hub.id(), "csv", devices(3, 6)).skipped())
                .isEqualTo(second.skipped())
                .singleElement()
                .satisfies(skipped -> {
                    assertThat(skipped.line()).isEqualTo(5);
                    assertThat(skipped.reason()).contains("no room");
                });
    }

    @Test
    void ofTwoWithOneIdentifier_theFirstComes() {
        Optional<String> id = Optional.of(UUID.randomUUID().toString());

        FleetReport report = registry.fleets.take(REGION, hub.id(), "csv", List.of(device(1, id), device(2, id)));

        assertThat(report.created()).extracting(FleetReport.Taken::name).containsExactly("d1");
        assertThat(report.skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .startsWith("another device has this id"));
    }
}

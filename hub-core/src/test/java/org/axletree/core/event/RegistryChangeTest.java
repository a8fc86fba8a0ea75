package org.axletree.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axletree.core.door.KeyKind;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RegistryChangeTest {

    static Stream<RegistryChange> changes() {
        return Stream.of(
                new RegistryChange.DeviceChanged("h", "d"),
                new RegistryChange.DeviceRevoked("h", "d", Reason.DEVICE_DELETED),
                new RegistryChange.DeviceSecurityRaised("h", "d"),
                new RegistryChange.HubRevoked("h", Reason.HUB_DELETED),
                new RegistryChange.HubMoved("h", "hub.example.org"),
                new RegistryChange.HubChanged("h"),
                new RegistryChange.KeyExpected("h", KeyKind.ED25519),
                new RegistryChange.ObjectModelsChanged("h"),
                new RegistryChange.RoutesChanged("h"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void fold_ofEachKind_takesItsOwnBranch(RegistryChange change) {
        assertThat(change.fold(new Names())).isEqualTo(change.getClass().getSimpleName());
        assertThat(change.hubId()).isEqualTo("h");
    }

    @Test
    void kinds_areAllOfThem() {
        List<Class<?>> kinds = changes().<Class<?>>map(RegistryChange::getClass).toList();

        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(RegistryChange.class.getPermittedSubclasses()));
    }

    private static final class Names implements RegistryChange.Cases<String> {
        @Override
        public String deviceChanged(RegistryChange.DeviceChanged change) {
            return "DeviceChanged";
        }

        @Override
        public String deviceRevoked(RegistryChange.DeviceRevoked change) {
            return "DeviceRevoked";
        }

        @Override
        public String deviceSecurityRaised(RegistryChange.DeviceSecurityRaised change) {
            return "DeviceSecurityRaised";
        }

        @Override
        public String hubRevoked(RegistryChange.HubRevoked change) {
            return "HubRevoked";
        }

        @Override
        public String hubMoved(RegistryChange.HubMoved change) {
            return "HubMoved";
        }

        @Override
        public String hubChanged(RegistryChange.HubChanged change) {
            return "HubChanged";
        }

        @Override
        public String keyExpected(RegistryChange.KeyExpected change) {
            return "KeyExpected";
        }

        @Override
        public String objectModelsChanged(RegistryChange.ObjectModelsChanged change) {
            return "ObjectModelsChanged";
        }

        @Override
        public String routesChanged(RegistryChange.RoutesChanged change) {
            return "RoutesChanged";
        }
    }
}

package org.axletree.hub.registry.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.password.DevicePassword;

/**
 * Who is there already and has the clear password that it comes with. Compared before the hub is locked, once for each that comes with
 * one, and with what costs no more than hashing it did.
 */
final class ProvenPasswords {
    private ProvenPasswords() {}

    /** The ids of those devices. */
    static Set<String> of(Registry registry, String region, String hubId, List<IncomingDevice> devices) {
        List<IncomingDevice> clear = devices.stream()
                .filter(each ->
                        each.password().flatMap(UserPassword::plain).isPresent() && StoredText.isPossible(each.name()))
                .toList();
        if (clear.isEmpty()) {
            return Set.of();
        }
        Map<String, DevicePassword> known = registry.read(entities -> DevicePassword.byDevice(
                entities,
                HubFinder.hub(entities, region, hubId).id(),
                clear.stream()
                        .flatMap(each -> each.password().stream())
                        .map(UserPassword::userName)
                        .filter(StoredText::isPossible)
                        .distinct()
                        .toList()));
        return clear.stream()
                .flatMap(each ->
                        Optional.ofNullable(known.get(each.name()))
                                .filter(there -> isItsPassword(there, each))
                                .stream())
                .map(DevicePassword::deviceId)
                .collect(Collectors.toSet());
    }

    private static boolean isItsPassword(DevicePassword there, IncomingDevice clear) {
        byte[] plain = clear.password().flatMap(UserPassword::plain).orElseThrow();
        return there.hash().isOwn() && there.hash().matches(plain);
    }
}

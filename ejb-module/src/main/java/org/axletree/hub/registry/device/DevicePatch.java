package org.axletree.hub.registry.device;

import java.util.Optional;
import org.axletree.core.filter.MessageFilter;

/**
 * Changes to a device. What is empty stays. A device's name never changes (scaleway.md B1).
 *
 * @param hubId the hub to move to (scaleway.md B14)
 */
public record DevicePatch(
        Optional<String> description,
        Optional<Boolean> allowInsecure,
        Optional<Boolean> allowMultipleConnections,
        Optional<MessageFilter> publishFilter,
        Optional<MessageFilter> subscribeFilter,
        Optional<String> hubId) {
    /** Nothing but a move. */
    public static DevicePatch toHub(String hubId) {
        return new DevicePatch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(hubId));
    }
}

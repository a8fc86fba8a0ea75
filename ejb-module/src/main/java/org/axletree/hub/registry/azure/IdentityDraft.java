package org.axletree.hub.registry.azure;

import java.util.Optional;
import org.axletree.hub.registry.credential.DeviceCredential;

/**
 * An identity as somebody wants it.
 *
 * @param credential what it shall prove itself with; empty: two new keys, or what it has
 * @param enabled whether it may connect
 */
public record IdentityDraft(
        Optional<DeviceCredential> credential, boolean enabled, String statusReason, boolean iotEdge) {}

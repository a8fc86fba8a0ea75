package org.axletree.hub.registry.huawei;

import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.device.KnownDevice;

/**
 * What the gate must know of a Huawei device that wants to connect.
 *
 * @param expiresAt when its registration ends, or ended; empty if it does not
 * @param activated whether it has connected before
 */
public record HuaweiLogin(
        KnownDevice device, SealedCredential credential, Optional<Instant> expiresAt, boolean activated) {}

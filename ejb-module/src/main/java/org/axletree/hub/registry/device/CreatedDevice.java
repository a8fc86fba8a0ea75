package org.axletree.hub.registry.device;

import java.util.Optional;
import org.axletree.hub.authority.IssuedCertificate;

/** A device that was just created, with its credentials: this is the only time they are shown (scaleway.md B2). */
public record CreatedDevice(Device device, Optional<IssuedCertificate> certificate) {}

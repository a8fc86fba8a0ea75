package org.axletree.hub.registry.firmware;

import java.time.Instant;

/**
 * An image of firmware as it is known outside the registry, without its content.
 *
 * @param sha256 of the content, in hexadecimal
 */
public record FirmwareImage(String id, String hubId, String name, int size, String sha256, Instant createdAt) {}

package org.axletree.hub.registry.password;

import java.util.Optional;
import org.axletree.hub.authority.PasswordHash;

/**
 * What a device's password is compared with.
 *
 * @param sealedVerifier what it is proved by in an exchange of SCRAM-SHA-256; empty while the hub has not seen the password
 */
public record DevicePassword(String deviceId, String userName, PasswordHash hash, Optional<byte[]> sealedVerifier) {}

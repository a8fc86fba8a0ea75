package org.axletree.hub.registry.password;

import org.axletree.hub.authority.PasswordHash;

/** What a device's password is compared with. */
public record DevicePassword(String deviceId, String userName, PasswordHash hash) {}

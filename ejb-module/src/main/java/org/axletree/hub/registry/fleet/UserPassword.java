package org.axletree.hub.registry.fleet;

import org.axletree.hub.authority.PasswordHash;

/** A user name with what its password is compared with. */
public record UserPassword(String userName, PasswordHash hash) {}

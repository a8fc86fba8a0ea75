package org.axletree.hub.registry;

/**
 * A certificate authority that vouches for the devices of one hub.
 *
 * @param hubId the hub it vouches for
 * @param certificatePem its certificate
 */
public record HubAuthority(String hubId, String certificatePem) {}

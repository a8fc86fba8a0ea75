package org.axletree.hub.registry.hub;

/**
 * The certificate authority of a hub.
 *
 * @param hubId the hub
 * @param projectId whose hub it is
 * @param certificatePem the authority's certificate
 * @param issues whether it is the hub's own, which issues certificates; else the owner brought it (scaleway.md D5)
 * @param autoProvisioning whether the hub creates devices for certificates that lead to it (scaleway.md D10)
 */
public record HubAuthority(
        String hubId, String projectId, String certificatePem, boolean issues, boolean autoProvisioning) {}

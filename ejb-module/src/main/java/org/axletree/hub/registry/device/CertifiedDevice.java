package org.axletree.hub.registry.device;

/**
 * A device with the certificate that it is recognised by, as PEM.
 *
 * @param proved whether its owner has proved to have the certificate's key
 */
public record CertifiedDevice(Device device, String certificatePem, boolean proved) {}

package org.axletree.hub.registry.device;

/** A device with the certificate that it is recognised by, as PEM. */
public record CertifiedDevice(Device device, String certificatePem) {}

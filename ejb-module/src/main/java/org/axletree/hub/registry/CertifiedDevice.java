package org.axletree.hub.registry;

/** A device with the certificate that it is recognised by, as PEM. */
public record CertifiedDevice(Device device, String certificatePem) {}

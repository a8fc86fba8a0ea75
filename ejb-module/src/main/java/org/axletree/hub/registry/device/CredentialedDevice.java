package org.axletree.hub.registry.device;

import org.axletree.hub.registry.credential.SealedCredential;

/** A device with what it proves itself with, in one look. */
public record CredentialedDevice(KnownDevice device, SealedCredential credential) {}

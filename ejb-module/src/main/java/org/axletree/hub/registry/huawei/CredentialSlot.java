package org.axletree.hub.registry.huawei;

/** Which of a device's two secrets or fingerprints is meant. */
public enum CredentialSlot {
    PRIMARY,
    SECONDARY
}

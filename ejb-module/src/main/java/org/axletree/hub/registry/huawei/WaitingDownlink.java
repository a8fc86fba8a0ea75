package org.axletree.hub.registry.huawei;

/**
 * A message that waits for a device.
 *
 * @param id of the place where it waits
 * @param topic where the device is told
 * @param payload the caller's to keep
 */
public record WaitingDownlink(String id, String messageId, String topic, byte[] payload) {}

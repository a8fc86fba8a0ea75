package org.axletree.hub.registry.command;

/**
 * What a device is told.
 *
 * @param name of the method or command, the topic, or the operation and path
 * @param details what else belongs to it, a JSON object
 * @param payload JSON
 * @param waitSeconds how long the device may be away
 * @param respondSeconds how long it may take to answer
 */
public record CommandOrder(
        CommandKind kind, String name, String details, String payload, int waitSeconds, int respondSeconds) {}

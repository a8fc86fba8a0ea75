package org.axletree.hub.command;

import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * What somebody wants a device to be told. Which of it counts depends on what the device is.
 *
 * @param name of a method or a command
 * @param payload empty for none
 * @param serviceId whose command it is, in Huawei's words
 * @param topic on which it is said
 * @param operation on an object of LwM2M, as {@code write}
 * @param path of the object, as {@code /3/0/4}
 */
public record CommandWish(
        Optional<String> name,
        Optional<JsonValue> payload,
        Optional<String> serviceId,
        Optional<String> topic,
        Optional<String> operation,
        Optional<String> path,
        int waitSeconds,
        int respondSeconds) {}

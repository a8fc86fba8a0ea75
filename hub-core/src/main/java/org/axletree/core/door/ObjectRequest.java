package org.axletree.core.door;

import java.util.Objects;
import java.util.Optional;

/**
 * What somebody wants of an object of a device (LwM2M).
 *
 * @param path of the object, instance or resource, as {@code 3/0/0}; without a leading slash
 * @param value what is written, or the arguments of what is executed, as JSON; empty where there is none
 */
public record ObjectRequest(Operation operation, String path, Optional<String> value) {
    /** What a server may do with objects. */
    public enum Operation {
        READ,
        WRITE,
        EXECUTE,
        OBSERVE,
        /** Ends an observation. */
        CANCEL,
        DISCOVER,
        /** Reads several paths at once; they are the value, an array. */
        READ_COMPOSITE,
        /** Writes several resources at once; they are the value, an object of paths and values. */
        WRITE_COMPOSITE,
        /** Observes several paths at once; they are the value, an array. */
        OBSERVE_COMPOSITE,
        /** Tells the objects that the device has registered, by their models; the device is not asked. */
        DESCRIBE
    }

    public ObjectRequest {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(value, "value");
    }
}

package org.axletree.core.door;

import java.util.List;
import java.util.Objects;

/**
 * What an object of LwM2M is, as its owner's file says (OMA's schema of objects, LwM2M 1.0 and 1.1).
 *
 * @param id 0 to 65535
 * @param version major and minor, as {@code 1.0}
 * @param multiple whether there may be several instances
 */
public record ObjectModel(int id, String name, String version, boolean multiple, List<Resource> resources) {
    /** What a value of a resource is. */
    public enum Type {
        STRING,
        INTEGER,
        UNSIGNED_INTEGER,
        FLOAT,
        BOOLEAN,
        OPAQUE,
        TIME,
        OBJECT_LINK,
        CORE_LINK,
        /** Of what is executed, it has no value. */
        NONE
    }

    /**
     * A resource of the object.
     *
     * @param operations letters of R, W and E
     * @param units of the values; empty if there are none
     */
    public record Resource(
            int id, String name, String operations, boolean multiple, boolean mandatory, Type type, String units) {
        public Resource {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(operations, "operations");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(units, "units");
        }
    }

    public ObjectModel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        resources = List.copyOf(resources);
    }
}

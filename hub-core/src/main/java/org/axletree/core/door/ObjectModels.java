package org.axletree.core.door;

import java.util.List;
import java.util.Objects;

/**
 * The objects that a hub's owner has told the hub of, beside those that it knows by itself.
 *
 * @param revision of the registry, that or a later one; of two of a hub the higher one holds
 */
public record ObjectModels(String hubId, long revision, List<ObjectModel> models) {
    public ObjectModels {
        Objects.requireNonNull(hubId, "hubId");
        models = List.copyOf(models);
    }

    /** Whichever of two is newer. */
    public ObjectModels newer(ObjectModels other) {
        return other.revision() >= revision ? other : this;
    }
}

package org.axletree.hub.registry.azure;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody wants of a twin.
 *
 * @param tags empty: they stay
 * @param desired empty: they stay
 * @param whole whether what is given stands in the place of what there is; else it is merged into it
 * @param version of the twin that the change was made for; empty for any
 */
public record TwinPatch(Optional<JsonObject> tags, Optional<JsonObject> desired, boolean whole, OptionalLong version) {}

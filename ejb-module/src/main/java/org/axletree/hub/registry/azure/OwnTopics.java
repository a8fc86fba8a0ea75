package org.axletree.hub.registry.azure;

import org.axletree.core.filter.MessageFilters;

/** The message filters that a device of Azure's dialect is registered with: it hears its own topics. Its owner may allow it more. */
@FunctionalInterface
public interface OwnTopics {
    /** @param name of a device, or of a module as {@code device/module} */
    MessageFilters of(String name);
}

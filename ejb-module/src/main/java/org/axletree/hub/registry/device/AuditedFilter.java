package org.axletree.hub.registry.device;

import org.axletree.core.filter.MessageFilter;

/** A message filter in the audit log: as the API has it. Written only if it changed, since every device that is read has two. */
record AuditedFilter(MessageFilter filter) {
    private static final FilterAsJson JSON = new FilterAsJson();

    @Override
    public String toString() {
        return JSON.convertToDatabaseColumn(filter);
    }
}

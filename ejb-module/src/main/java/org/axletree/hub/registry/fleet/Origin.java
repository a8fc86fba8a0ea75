package org.axletree.hub.registry.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.registry.AuditedDeed;

/**
 * Where devices come from.
 *
 * @param source the kind of export, as {@code azure} or {@code csv}
 * @param file what the file was called, where that is known
 */
public record Origin(String source, Optional<String> file) {

    /** From what has no name. */
    public static Origin of(String source) {
        return new Origin(source, Optional.empty());
    }

    /** Devices came into a hub together: one entry of the audit log for all, as each says itself when and where it came from. */
    AuditedDeed deed(String hubId, List<String> names) {
        Map<String, Object> what = new HashMap<>();
        what.put("source", source);
        file.ifPresent(name -> what.put("file", name));
        what.put("devices", names.size());
        what.put("first", names.get(0));
        what.put("last", names.get(names.size() - 1));
        return AuditedDeed.once("created", "import", hubId, hubId, what);
    }
}

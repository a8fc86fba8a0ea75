package org.axletree.hub.gate;

import java.util.List;
import org.axletree.core.door.Admission;

/**
 * What a device may do now.
 *
 * @param warnings entries of its filters that could not be filled in (scaleway.md E8)
 */
public record Rights(Admission.Admitted admitted, List<String> warnings) {
    public Rights {
        warnings = List.copyOf(warnings);
    }
}

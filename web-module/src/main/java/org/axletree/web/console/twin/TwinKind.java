package org.axletree.web.console.twin;

import jakarta.json.JsonObject;
import java.util.List;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;

/** What a cloud calls a twin. Every method throws {@link ProblemException} where it cannot. */
interface TwinKind {
    /** Of devices that speak this cloud's words; empty for all others. */
    String dialect();

    /** Whether parts are made and deleted by name. */
    boolean hasDocuments();

    List<TwinPart> parts(Device device);

    /**
     * Puts something in the place of a part.
     *
     * @param version that it has, or it was changed by others meanwhile; 0 for a part that is to be made
     */
    void put(Device device, String part, JsonObject content, long version);

    void delete(Device device, String part);
}

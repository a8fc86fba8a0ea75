package org.axletree.web.console.connect;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceProofs;
import org.axletree.hub.registry.device.Proof;

/** What the devices of a page prove themselves with, looked up once however often the page asks. */
@RequestScoped
public class PageProofs {
    private final Map<String, Proof> known = new HashMap<>();

    @Inject
    private DeviceProofs proofs;

    /** Looks several up at once, as for a list. */
    public void look(Collection<Device> devices) {
        known.putAll(proofs.of(devices));
    }

    public Proof of(Device device) {
        if (!known.containsKey(device.id())) {
            look(List.of(device));
        }
        return known.get(device.id());
    }
}

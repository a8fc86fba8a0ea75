package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;

/** What one can do with devices. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class DeviceService {

    /** Creates a device and issues its certificate; the private key is not kept (clouds.md B2). */
    public CreatedDevice create(NewDevice device) {
        throw new UnsupportedOperationException();
    }

    public Page<Device> list(DeviceQuery query, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    public Device get(String region, String deviceId) {
        throw new UnsupportedOperationException();
    }

    public Device update(String region, String deviceId, DevicePatch patch) {
        throw new UnsupportedOperationException();
    }

    public void delete(String region, String deviceId) {
        throw new UnsupportedOperationException();
    }

    public Device enable(String region, String deviceId) {
        throw new UnsupportedOperationException();
    }

    public Device disable(String region, String deviceId) {
        throw new UnsupportedOperationException();
    }
}

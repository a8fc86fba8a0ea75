package org.axletree.hub.registry.device;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.registry.credential.SealedCredential;

/** Devices without a database, for tests of those who look them up. */
public final class DevicesInMemory extends DeviceDirectory {
    private final Map<String, KnownDevice> devices = new HashMap<>();
    private final Map<String, String> fingerprints = new HashMap<>();
    private final Map<String, SealedCredential> credentials = new HashMap<>();

    public void put(KnownDevice device) {
        devices.put(device.identity().deviceId(), device);
    }

    /** What the device proves itself with. */
    public void credential(String deviceId, SealedCredential credential) {
        credentials.put(deviceId, credential);
    }

    public void remove(String deviceId) {
        devices.remove(deviceId);
    }

    /** The device is recognised by this certificate. */
    public void certify(String deviceId, String certificatePem) {
        fingerprints.put(DeviceCertificate.of(certificatePem).fingerprint(), deviceId);
    }

    @Override
    public Optional<KnownDevice> deviceById(String deviceId) {
        return Optional.ofNullable(devices.get(deviceId));
    }

    @Override
    public List<KnownDevice> devicesById(Collection<String> deviceIds) {
        return deviceIds.stream()
                .flatMap(deviceId -> deviceById(deviceId).stream())
                .toList();
    }

    @Override
    public Optional<KnownDevice> deviceByName(String hubId, String deviceName) {
        return devices.values().stream()
                .filter(device -> device.identity().hubId().equals(hubId)
                        && device.identity().deviceName().equals(deviceName))
                .findFirst();
    }

    @Override
    public Optional<CredentialedDevice> credentialed(String host, String deviceName) {
        return devices.values().stream()
                .filter(device ->
                        device.identity().hubName().toLowerCase(Locale.ROOT).equals(host)
                                || device.identity().hubId().equals(host))
                .filter(device -> device.identity().deviceName().equals(deviceName))
                .findFirst()
                .map(device -> new CredentialedDevice(
                        device, credentials.getOrDefault(device.identity().deviceId(), SealedCredential.CERTIFICATE)));
    }

    @Override
    public boolean isThumbprint(Collection<String> thumbprints) {
        return credentials.values().stream()
                .anyMatch(each -> thumbprints.contains(each.primaryThumbprint())
                        || thumbprints.contains(each.secondaryThumbprint()));
    }

    @Override
    public Optional<KnownDevice> deviceByFingerprint(String fingerprint) {
        return Optional.ofNullable(fingerprints.get(fingerprint)).flatMap(this::deviceById);
    }
}

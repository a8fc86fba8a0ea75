package org.axletree.hub.registry.device;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.device.CertificateHolder.Grounds;

/** Devices without a database, for tests of those who look them up. */
public final class DevicesInMemory extends DeviceDirectory {
    private final Map<String, KnownDevice> devices = new HashMap<>();
    private final Map<String, SealedCredential> credentials = new HashMap<>();
    private final Map<String, Map<String, Grounds>> holders = new HashMap<>();

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

    /** The device is said to have this certificate. The project of its hub is called as the hub. */
    public void certify(String deviceId, String certificatePem, Grounds grounds) {
        holders.computeIfAbsent(
                        DeviceCertificate.of(certificatePem).fingerprint(), fingerprint -> new LinkedHashMap<>())
                .put(deviceId, grounds);
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
    public List<CredentialedDevice> withThumbprint(Collection<String> thumbprints) {
        return credentials.entrySet().stream()
                .filter(each -> thumbprints.contains(each.getValue().primaryThumbprint())
                        || thumbprints.contains(each.getValue().secondaryThumbprint()))
                .map(each -> new CredentialedDevice(devices.get(each.getKey()), each.getValue()))
                .toList();
    }

    @Override
    public Optional<CredentialedDevice> credentialedIn(String hubId, String deviceName) {
        return deviceByName(hubId, deviceName)
                .map(device -> new CredentialedDevice(
                        device, credentials.getOrDefault(device.identity().deviceId(), SealedCredential.CERTIFICATE)));
    }

    @Override
    public List<CertificateHolder> holdersOf(String fingerprint) {
        return holders.getOrDefault(fingerprint, Map.of()).entrySet().stream()
                .flatMap(holder -> deviceById(holder.getKey()).stream()
                        .map(device ->
                                new CertificateHolder(device, device.identity().hubId(), holder.getValue())))
                .toList();
    }
}

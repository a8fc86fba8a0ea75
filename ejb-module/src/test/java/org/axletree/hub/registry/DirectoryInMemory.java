package org.axletree.hub.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.authority.OwnAuthority;

/** A directory without a database, for tests of those who read it. */
public final class DirectoryInMemory extends Directory {
    private final Map<String, KnownDevice> devices = new HashMap<>();
    private final Map<String, HubEvents> events = new HashMap<>();
    private final Map<String, String> fingerprints = new HashMap<>();
    private final Map<String, HubAuthority> ownAuthorities = new HashMap<>();
    private final Map<HubAuthority, X500Principal> authorities = new HashMap<>();
    private final List<Route> routes = new ArrayList<>();

    public void put(KnownDevice device) {
        devices.put(device.identity().deviceId(), device);
    }

    public void put(String hubId, HubEvents ofHub) {
        events.put(hubId, ofHub);
    }

    @Override
    public Optional<HubEvents> eventsOf(String hubId) {
        return Optional.ofNullable(events.get(hubId));
    }

    public void remove(String deviceId) {
        devices.remove(deviceId);
    }

    /** The device is recognised by this certificate. */
    public void certify(String deviceId, String certificatePem) {
        fingerprints.put(DeviceCertificate.of(certificatePem).fingerprint(), deviceId);
    }

    public void put(HubAuthority authority) {
        OwnAuthority certificate = OwnAuthority.of(authority.certificatePem());
        authorities.put(authority, certificate.subject());
        if (!authority.issues()) {
            ownAuthorities.put(certificate.fingerprint(), authority);
        }
    }

    public Route put(String hubId, String routeId, String topic, String queueName) {
        Route route = new Route(
                routeId, hubId, "fr-par", routeId, TopicFilter.of(topic), queueName, Instant.EPOCH, Instant.EPOCH);
        routes.add(route);
        return route;
    }

    public void remove(Route route) {
        routes.remove(route);
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
    public Optional<KnownDevice> deviceByFingerprint(String fingerprint) {
        return Optional.ofNullable(fingerprints.get(fingerprint)).flatMap(this::deviceById);
    }

    @Override
    public Optional<HubAuthority> ownAuthority(List<String> shown) {
        return shown.stream()
                .flatMap(fingerprint -> Optional.ofNullable(ownAuthorities.get(fingerprint)).stream())
                .findFirst();
    }

    @Override
    public List<HubAuthority> authoritiesNamed(X500Principal subject) {
        return authorities.entrySet().stream()
                .filter(entry -> entry.getValue().equals(subject))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public List<Route> routesOf(String hubId) {
        return routes.stream().filter(route -> route.hubId().equals(hubId)).toList();
    }

    @Override
    public Map<String, List<Route>> routesByHub() {
        return routes.stream().collect(Collectors.groupingBy(Route::hubId));
    }
}

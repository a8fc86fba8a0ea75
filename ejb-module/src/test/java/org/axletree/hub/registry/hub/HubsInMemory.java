package org.axletree.hub.registry.hub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.axletree.hub.authority.OwnAuthority;

/** Hubs without a database, for tests of those who look them up. */
public final class HubsInMemory extends HubDirectory {
    private final Map<String, HubEventSettings> events = new HashMap<>();
    private final Map<String, HubAuthority> ownAuthorities = new HashMap<>();
    private final Map<HubAuthority, X500Principal> authorities = new HashMap<>();

    public void put(HubAuthority authority) {
        OwnAuthority certificate = OwnAuthority.of(authority.certificatePem());
        authorities.put(authority, certificate.subject());
        if (!authority.issues()) {
            ownAuthorities.put(certificate.fingerprint(), authority);
        }
    }

    public void put(String hubId, HubEventSettings ofHub) {
        events.put(hubId, ofHub);
    }

    @Override
    public Optional<String> idByHost(String label) {
        return events.entrySet().stream()
                .filter(each -> each.getValue().hubName().equalsIgnoreCase(label))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Optional<HubEventSettings> eventsOf(String hubId) {
        return Optional.ofNullable(events.get(hubId));
    }

    @Override
    public Optional<HubAuthority> nearestAuthority(List<String> shown) {
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
}

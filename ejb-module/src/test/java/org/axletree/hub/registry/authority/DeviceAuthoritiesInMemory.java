package org.axletree.hub.registry.authority;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.axletree.hub.authority.OwnAuthority;

/** Uploaded authorities without a database, for tests of those who look them up. */
public final class DeviceAuthoritiesInMemory extends DeviceAuthorityDirectory {
    private record Uploaded(String hubId, String pem, boolean verified) {
        boolean isOneOf(Collection<X500Principal> subjects) {
            return subjects.contains(OwnAuthority.of(pem).subject());
        }
    }

    private final List<Uploaded> authorities = new ArrayList<>();

    public void put(String hubId, String pem, boolean verified) {
        authorities.add(new Uploaded(hubId, pem, verified));
    }

    @Override
    public List<String> named(Collection<X500Principal> subjects) {
        return authorities.stream()
                .filter(each -> each.verified() && each.isOneOf(subjects))
                .map(Uploaded::pem)
                .distinct()
                .toList();
    }

    @Override
    public List<String> named(String hubId, Collection<X500Principal> subjects) {
        return authorities.stream()
                .filter(each -> each.hubId().equals(hubId) && each.verified() && each.isOneOf(subjects))
                .map(Uploaded::pem)
                .toList();
    }

    @Override
    public Optional<List<String>> hubsOf(Collection<X500Principal> subjects) {
        return Optional.of(authorities.stream()
                .filter(each -> each.verified() && each.isOneOf(subjects))
                .map(Uploaded::hubId)
                .distinct()
                .toList());
    }

    @Override
    public Optional<String> hubOf(Collection<X500Principal> subjects) {
        return authorities.stream()
                .filter(each -> each.isOneOf(subjects))
                .map(Uploaded::hubId)
                .findFirst();
    }
}

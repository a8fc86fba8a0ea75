package org.axletree.hub.registry.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.hub.AuthoritySubject;

/** What the gate looks up of uploaded authorities. Only verified ones are found, along an index. */
@ApplicationScoped
public class DeviceAuthorityDirectory {
    /** Owners may give their authorities whatever name; no handshake tries more than this. */
    private static final int MOST = 20;

    private Registry registry;

    /** For the container. */
    protected DeviceAuthorityDirectory() {}

    @Inject
    public DeviceAuthorityDirectory(Registry registry) {
        this.registry = registry;
    }

    /** The certificates, each once, of the authorities of any hub whose subject is one of these. */
    public List<String> named(Collection<X500Principal> subjects) {
        return registry.read(entities -> entities.createQuery(
                        "select distinct a.pem from DeviceAuthorityRow a where a.subject in :subjects"
                                + " and a.verified = true",
                        String.class)
                .setParameter("subjects", digests(subjects))
                .setMaxResults(MOST)
                .getResultList());
    }

    /** The certificates of a hub's authorities whose subject is one of these. */
    public List<String> named(String hubId, Collection<X500Principal> subjects) {
        return registry.read(entities -> entities.createQuery(
                        "select a.pem from DeviceAuthorityRow a where a.hubId = :hubId and a.subject in :subjects"
                                + " and a.verified = true order by a.name",
                        String.class)
                .setParameter("hubId", hubId)
                .setParameter("subjects", digests(subjects))
                .setMaxResults(MOST)
                .getResultList());
    }

    /**
     * The hubs that have verified an authority whose subject is one of these; empty if they are more than a login can look at, of
     * which nobody could say whose device it is.
     */
    public Optional<List<String>> hubsOf(Collection<X500Principal> subjects) {
        List<String> hubIds = registry.read(entities -> entities.createQuery(
                        "select distinct a.hubId from DeviceAuthorityRow a where a.subject in :subjects"
                                + " and a.verified = true",
                        String.class)
                .setParameter("subjects", digests(subjects))
                .setMaxResults(MOST + 1)
                .getResultList());
        return Optional.of(hubIds).filter(found -> found.size() <= MOST);
    }

    /** A hub whose authority has one of these names, verified or not: its owner wants to know what becomes of them. */
    public Optional<String> hubOf(Collection<X500Principal> subjects) {
        return registry.read(entities -> entities.createQuery(
                        "select a.hubId from DeviceAuthorityRow a where a.subject in :subjects order by a.hubId",
                        String.class)
                .setParameter("subjects", digests(subjects))
                .setMaxResults(1)
                .getResultStream()
                .findFirst());
    }

    private static List<String> digests(Collection<X500Principal> subjects) {
        return subjects.stream().map(AuthoritySubject::of).toList();
    }
}

package org.axletree.hub.registry.hub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.axletree.hub.authority.AuthorityTerm;
import org.axletree.hub.authority.SealedAuthority;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;

/** What the gate and the voice of events look up of hubs. Reads only what is committed; every look-up has an index. */
@ApplicationScoped
public class HubDirectory {
    /** Owners may give their authorities whatever name; no handshake tries more of one name than this. */
    private static final int MOST_OF_ONE_NAME = 20;

    private Registry registry;

    /** For the container. */
    protected HubDirectory() {}

    @Inject
    public HubDirectory(Registry registry) {
        this.registry = registry;
    }

    /**
     * The hub of a host name: the one with that id, whatever others are named; else the one with that name, of several the
     * oldest.
     *
     * @param label the first label of the host name, in lower case: a hub's name or its id
     */
    public Optional<String> idByHost(String label) {
        if (!StoredText.isPossible(label)) {
            return Optional.empty();
        }
        return registry.read(entities -> Optional.ofNullable(entities.find(HubRow.class, label))
                .map(HubRow::id)
                .or(() -> entities.createQuery(
                                "select h.id from HubRow h where h.hostLabel = :label order by h.createdAt, h.id",
                                String.class)
                        .setParameter("label", label)
                        .setMaxResults(1)
                        .getResultStream()
                        .findFirst()));
    }

    /** The hub of a host name, as {@link #idByHost} finds it; how many of its devices are connected is not counted. */
    public Optional<Hub> hubByHost(String label) {
        return idByHost(label)
                .flatMap(id -> registry.read(entities -> Optional.ofNullable(entities.find(HubRow.class, id)))
                        .map(row -> row.toHub(0)));
    }

    /**
     * The hub of a project that has this name or id; of several with the same name the oldest. Other projects may have hubs of that
     * name too.
     *
     * @param label in lower case
     */
    public Optional<Hub> hubOfProject(String projectId, String label) {
        if (!StoredText.isPossible(label) || !StoredText.isPossible(projectId)) {
            return Optional.empty();
        }
        return registry.read(entities -> entities.createQuery(
                        "select h from HubRow h where (h.hostLabel = :label or h.id = :label) and h.projectId = :project"
                                + " order by h.createdAt, h.id",
                        HubRow.class)
                .setParameter("label", label)
                .setParameter("project", projectId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(row -> row.toHub(0)));
    }

    /** All hubs, in the order in which they were made; how many of their devices are connected is not counted. */
    public List<Hub> all() {
        return registry.read(
                entities -> entities.createQuery("select h from HubRow h order by h.createdAt, h.id", HubRow.class)
                        .getResultStream()
                        .map(row -> row.toHub(0))
                        .toList());
    }

    /**
     * The authority that an owner brought and that has the first of these fingerprints that any has.
     *
     * @param fingerprints from the leaf upwards: the authority nearest to the leaf decides, whatever others are above it
     */
    public Optional<HubAuthority> nearestAuthority(List<String> fingerprints) {
        if (fingerprints.isEmpty()) {
            return Optional.empty();
        }
        return registry.read(entities -> entities.createQuery(
                        "select h from HubRow h where h.authorityFingerprint in :fingerprints", HubRow.class)
                .setParameter("fingerprints", fingerprints)
                .getResultStream()
                .min(Comparator.comparingInt(hub -> fingerprints.indexOf(hub.authorityFingerprint)))
                .map(HubRow::hubAuthority));
    }

    /** The authorities, of whatever hub, whose subject has this name. */
    public List<HubAuthority> authoritiesNamed(X500Principal subject) {
        return registry.read(entities -> entities.createQuery(
                        "select h from HubRow h where h.authoritySubject = :subject order by h.id", HubRow.class)
                .setParameter("subject", AuthoritySubject.of(subject))
                .setMaxResults(MOST_OF_ONE_NAME)
                .getResultStream()
                .map(HubRow::hubAuthority)
                .toList());
    }

    /** When the authority of each hub ends, whoever brought it. */
    public Map<String, Instant> authorityEnds() {
        return registry.read(entities -> entities.createQuery(
                        "select h.id, h.authorityPem from HubRow h", Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(hub -> (String) hub[0], hub -> AuthorityTerm.endOf((String) hub[1]))));
    }

    /** Which of these hubs there are. */
    public Set<String> existing(Set<String> hubIds) {
        Set<String> existing = new HashSet<>(registry.read(entities ->
                entities.createQuery("select h.id from HubRow h", String.class).getResultList()));
        existing.retainAll(hubIds);
        return existing;
    }

    /** What becomes of a hub's events; empty if there is no such hub. */
    public Optional<HubEventSettings> eventsOf(String hubId) {
        return registry.read(entities -> Optional.ofNullable(entities.find(HubRow.class, hubId))
                .map(hub -> new HubEventSettings(hub.name, !hub.disableEvents, hub.eventsTopicPrefix)));
    }

    /** The sealed authority of some hub, with the hub's id: whoever has the master key can open it. Empty if there is none. */
    public Optional<Map.Entry<String, SealedAuthority>> anySealedAuthority() {
        return registry.read(entities -> entities.createQuery(
                        "select h from HubRow h where h.hasCustomCa = false order by h.id", HubRow.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(hub -> Map.entry(hub.id, hub.authority())));
    }
}

package org.axletree.hub.registry.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.settings.HubSettings;

/**
 * People whom an identity provider names. Each is a person like others, known by issuer and subject and by nothing else: whoever is
 * called there as somebody is here is somebody else. What they may do is what the provider says at each login.
 */
@ApplicationScoped
public class ProvidedAccounts {
    private Registry registry;
    private HubSettings settings;
    private Event<LoginsEnded> ended;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected ProvidedAccounts() {}

    @Inject
    public ProvidedAccounts(Registry registry, HubSettings settings, Event<LoginsEnded> ended) {
        this.registry = registry;
        this.settings = settings;
        this.ended = ended;
    }

    /**
     * The person, with the rights that the provider says; let in here at the first time.
     *
     * @return empty if an administrator has shut the person out
     * @throws ProblemException if the person cannot be let in: no name is left, there are too many people, or a project has no
     *     acceptable name
     */
    public Optional<User> logIn(ProvidedPerson person) {
        ArgumentCheck check = new ArgumentCheck(settings);
        UserArguments.role(check, person.role());
        UserArguments.projects(check, person.role(), Optional.of(person.projects()));
        check.done();
        // It is the provider's word that changes something, and the hub that believes it.
        try (Caller.Asking asking = Caller.hub().asks()) {
            Optional<String> known = id(person.issuer(), person.subject());
            Optional<User> user = known.map(id -> withRights(id, person));
            return user.or(() -> Optional.of(letIn(person))).filter(User::enabled);
        }
    }

    /** The provider knows the person, but gives no right to be here: all logins of the person end. */
    public void shutOut(String issuer, String subject) {
        try (Caller.Asking asking = Caller.hub().asks()) {
            id(issuer, subject).ifPresent(id -> {
                registry.change(UserService.USER, id, entities -> locked(entities, id)
                        .map(row -> {
                            row.generation++;
                            row.updatedAt = clock.millis();
                            return row.id;
                        })
                        .orElse(id));
                ended.fire(new LoginsEnded(id));
            });
        }
    }

    private Optional<String> id(String issuer, String subject) {
        return registry.read(entities -> found(entities, issuer, subject).map(row -> row.id));
    }

    private static Optional<UserRow> found(EntityManager entities, String issuer, String subject) {
        return Optional.of(subject).filter(StoredText::isPossible).flatMap(possible -> entities.createQuery(
                        "select u from UserRow u where u.issuer = :issuer and u.subject = :subject", UserRow.class)
                .setParameter("issuer", issuer)
                .setParameter("subject", possible)
                .getResultStream()
                .findFirst());
    }

    private static Optional<UserRow> locked(EntityManager entities, String id) {
        return Optional.ofNullable(entities.find(UserRow.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** As the provider says now; other logins of the person end if that is another thing than before. */
    private User withRights(String id, ProvidedPerson person) {
        boolean[] other = new boolean[1];
        User user = registry.change(UserService.USER, id, entities -> {
            UserRow row = locked(entities, id)
                    .orElseThrow(() -> ProblemException.notFound(UserService.USER, id)); // deleted a moment ago
            String projects = UserService.joined(person.projects());
            other[0] = row.role != person.role() || !row.projectIds.equals(projects);
            if (other[0]) {
                row.role = person.role();
                row.projectIds = projects;
                row.generation++;
                row.updatedAt = clock.millis();
            }
            return row.toUser();
        });
        if (other[0]) {
            ended.fire(new LoginsEnded(id));
        }
        return user;
    }

    private User letIn(ProvidedPerson person) {
        String id = UUID.randomUUID().toString();
        return registry.change(UserService.USER, id, entities -> {
            RegistryLock.take(entities);
            Optional<UserRow> meanwhile = found(entities, person.issuer(), person.subject());
            if (meanwhile.isPresent()) {
                return meanwhile.get().toUser();
            }
            UserService.requireRoom(entities, settings.limit(HubLimit.USERS));
            UserRow row = UserService.newRow(id, freeName(entities, person), person.role(), person.projects(), clock);
            row.issuer = person.issuer();
            row.subject = person.subject();
            entities.persist(row);
            return row.toUser();
        });
    }

    private String freeName(EntityManager entities, ProvidedPerson person) {
        return person.names().stream()
                .filter(UserArguments::isName)
                .filter(name -> UserService.isFree(entities, name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.PreconditionFailed(
                        "unknown_precondition",
                        "none of the names that the identity provider tells is free here and made of 1 to 64 letters, digits,"
                                + " dots, dashes, underscores, + and @")));
    }
}

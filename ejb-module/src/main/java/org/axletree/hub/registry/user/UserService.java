package org.axletree.hub.registry.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.settings.HubSettings;

/** The people who use the console, as administrators handle them. There is always one administrator who may log in. */
@ApplicationScoped
public class UserService {
    static final String USER = "user";
    private static final int PASSWORD_BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Registry registry;
    private HubSettings settings;
    private Event<LoginsEnded> ended;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected UserService() {}

    @Inject
    public UserService(Registry registry, HubSettings settings, Event<LoginsEnded> ended) {
        this.registry = registry;
        this.settings = settings;
        this.ended = ended;
    }

    /** Lets a person in; the first password is in the answer and nowhere else. */
    public CreatedUser create(NewUser user) {
        requireAdministrator("write");
        ArgumentCheck check = new ArgumentCheck(settings);
        UserArguments.name(check, user.name());
        UserArguments.role(check, user.role());
        UserArguments.projects(check, user.role(), user.projectIds());
        check.done();
        String id = UUID.randomUUID().toString();
        String password = newPassword();
        String hash = hash(password);
        return registry.change(USER, id, entities -> {
            RegistryLock.take(entities);
            requireRoom(entities, settings.limit(HubLimit.USERS));
            requireFree(entities, user.name());
            UserRow row = newRow(id, user.name(), user.role(), user.projectIds().orElse(Set.of()), clock);
            row.passwordHash = hash;
            row.passwordNumber = 1;
            entities.persist(row);
            return new CreatedUser(row.toUser(), password);
        });
    }

    /** The people, by their names. */
    public Page<User> list(PageRequest page) {
        requireAdministrator("read");
        page.check();
        return registry.read(entities -> new Listing<>(UserRow.class)
                .page(entities, page, "x.loginName asc, x.id asc")
                .map(UserRow::toUser));
    }

    public User get(String userId) {
        requireAdministrator("read");
        return registry.read(entities -> find(entities, userId).toUser());
    }

    /** Gives a person other rights, or shuts the person out or in again. Where anything differs, the person's logins end. */
    public User update(String userId, UserPatch patch) {
        requireAdministrator("write");
        User changed = registry.change(USER, userId, entities -> {
            RegistryLock.take(entities);
            UserRow row = found(entities, userId);
            User before = row.toUser();
            boolean wasOne = row.isActiveAdministrator();
            requireOwnRights(row, patch);
            Role role = patch.role().orElse(row.role);
            // Whoever becomes an administrator has all projects; whoever is one no more has to be told which.
            Optional<Set<String>> projects = patch.projectIds()
                    .or(() -> role == Role.ADMINISTRATOR
                            ? Optional.of(Set.of())
                            : Optional.of((Set<String>) before.projectIds())
                                    .filter(own -> before.role() != Role.ADMINISTRATOR));
            ArgumentCheck check = new ArgumentCheck(settings);
            UserArguments.role(check, role);
            UserArguments.projects(check, role, projects);
            check.done();
            row.role = role;
            row.projectIds = joined(projects.orElse(Set.of()));
            row.enabled = patch.enabled().orElse(row.enabled);
            if (wasOne && !row.isActiveAdministrator()) {
                requireAnotherAdministrator(entities, row);
            }
            if (!before.equals(row.toUser())) {
                row.generation++;
                row.updatedAt = clock.millis();
            }
            return row.toUser();
        });
        ended.fire(new LoginsEnded(userId));
        return changed;
    }

    /** Takes a person's way in for good. */
    public void delete(String userId) {
        requireAdministrator("write");
        registry.change(USER, userId, entities -> {
            RegistryLock.take(entities);
            UserRow row = found(entities, userId);
            if (row.isActiveAdministrator()) {
                requireAnotherAdministrator(entities, row);
            }
            entities.remove(row);
            return null;
        });
        ended.fire(new LoginsEnded(userId));
    }

    /** Gives a person another password; it is in the answer and nowhere else. The former one is good no more. */
    public CreatedUser resetPassword(String userId) {
        requireAdministrator("write");
        String password = newPassword();
        String hash = hash(password);
        CreatedUser changed = registry.change(USER, userId, entities -> {
            UserRow row = found(entities, userId);
            FirstAdministrator.requireKeptHere(settings, row);
            requirePassword(row);
            row.passwordHash = hash;
            row.passwordNumber++;
            row.generation++;
            row.updatedAt = clock.millis();
            return new CreatedUser(row.toUser(), password);
        });
        ended.fire(new LoginsEnded(userId));
        return changed;
    }

    private static UserRow find(EntityManager entities, String userId) {
        return Optional.of(userId)
                .filter(StoredText::isPossible)
                .map(id -> entities.find(UserRow.class, id))
                .orElseThrow(() -> ProblemException.notFound(USER, userId));
    }

    private static UserRow found(EntityManager entities, String userId) {
        return Optional.of(userId)
                .filter(StoredText::isPossible)
                .map(id -> entities.find(UserRow.class, id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> ProblemException.notFound(USER, userId));
    }

    static UserRow newRow(String id, String name, Role role, Set<String> projects, Clock clock) {
        UserRow row = new UserRow();
        row.id = id;
        row.name = name;
        row.loginName = loginName(name);
        row.role = role;
        row.projectIds = joined(projects);
        row.enabled = true;
        row.createdAt = clock.millis();
        row.updatedAt = row.createdAt;
        return row;
    }

    static void requireRoom(EntityManager entities, int most) {
        long users = entities.createQuery("select count(u) from UserRow u", Long.class)
                .getSingleResult();
        Quota.requireRoom("users", most, users);
    }

    static boolean isFree(EntityManager entities, String name) {
        return entities.createQuery("select count(u) from UserRow u where u.loginName = :name", Long.class)
                        .setParameter("name", loginName(name))
                        .getSingleResult()
                == 0;
    }

    private static void requireFree(EntityManager entities, String name) {
        if (!isFree(entities, name)) {
            throw ProblemException.invalid(
                    "name", "constraint", name + " is somebody's already (expected: another name)");
        }
    }

    private static void requireAnotherAdministrator(EntityManager entities, UserRow one) {
        long others = entities.createQuery(
                        "select count(u) from UserRow u where u.id <> :id and u.enabled = true and u.role = :role"
                                + " and u.issuer is null",
                        Long.class)
                .setParameter("id", one.id)
                .setParameter("role", Role.ADMINISTRATOR)
                .getSingleResult();
        if (others == 0) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "the last administrator who may log in stays one (expected: make somebody else one first)"));
        }
    }

    /** What a provider says of a person is not changed here: at the next login it would be said again. */
    private static void requireOwnRights(UserRow row, UserPatch patch) {
        boolean other = patch.role().filter(role -> role != row.role).isPresent()
                || patch.projectIds()
                        .filter(projects -> !joined(projects).equals(row.projectIds))
                        .isPresent();
        if (row.issuer != null && other) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "what " + row.name + " may do is said by " + row.issuer
                            + " at each login (expected: change it there, or disable the person here)"));
        }
    }

    private static void requirePassword(UserRow row) {
        if (row.issuer != null) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    row.name + " logs in by " + row.issuer + " (expected: somebody with a password here)"));
        }
    }

    static String loginName(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static String hash(String password) {
        return PasswordHash.of(password.getBytes(StandardCharsets.UTF_8)).text();
    }

    static String joined(Set<String> projectIds) {
        return String.join(",", new TreeSet<>(projectIds));
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static void requireAdministrator(String action) {
        if (!Caller.current().isAdministrator()) {
            throw new ProblemException(new Problem.PermissionsDenied(USER, action));
        }
    }
}

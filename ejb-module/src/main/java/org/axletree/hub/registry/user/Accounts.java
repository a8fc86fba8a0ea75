package org.axletree.hub.registry.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.settings.Administrator;
import org.axletree.hub.settings.HubSettings;

/** What a person does as that person: to log in, to be known again, to choose another password. */
@ApplicationScoped
public class Accounts {
    /** Verification is made to be dear: no more than these at once, so that logins cannot take the whole machine. */
    private static final int MOST_AT_ONCE = 2;

    private static final long PATIENCE_SECONDS = 10;
    private static final int LONGEST_NAME = 1024;

    private Registry registry;
    private HubSettings settings;
    private Administrator administrator;
    private final Clock clock = Clock.systemUTC();
    private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);

    /** Of nobody: compared with where there is no such person, which takes as long. */
    private PasswordHash nobodys;

    /** For the container. */
    protected Accounts() {}

    @Inject
    public Accounts(Registry registry, HubSettings settings, Administrator administrator) {
        this.registry = registry;
        this.settings = settings;
        this.administrator = administrator;
        this.nobodys = PasswordHash.of(new byte[16]);
    }

    /**
     * Who that is.
     *
     * @return empty if there is nobody of that name, the password is another, or the person may not log in
     * @throws ProblemException if so many log in at once that this one would have to wait too long
     */
    public Optional<User> logIn(String name, String password) {
        Optional<UserRow> row = named(name);
        boolean right = proved(row, password);
        return row.filter(known -> right && known.enabled).map(UserRow::toUser);
    }

    /** The person of a login that is good still. */
    public Optional<User> loggedIn(String userId, int generation) {
        return registry.read(entities -> Optional.ofNullable(entities.find(UserRow.class, userId))
                .filter(row -> row.enabled && row.generation == generation)
                .map(UserRow::toUser));
    }

    /**
     * Gives the person who asks another password. All logins of the person end but one of the generation in the answer.
     *
     * @throws ProblemException if the old password is wrong, or the new one not good enough
     */
    public User changePassword(String oldPassword, String newPassword) {
        Caller caller = Caller.current();
        UserRow known = registry.read(entities -> row(entities, caller));
        FirstAdministrator.requireKeptHere(settings, known);
        if (!proved(Optional.of(known), oldPassword)) {
            throw ProblemException.invalid(
                    "old_password", "constraint", "is not your password (expected: the one you logged in with)");
        }
        ArgumentCheck check = new ArgumentCheck(settings);
        PasswordPolicy.problem(newPassword, known.name)
                .ifPresent(what -> check.add("new_password", "constraint", what));
        if (newPassword.equals(oldPassword)) {
            check.add("new_password", "constraint", "is the one you have (expected: another)");
        }
        check.done();
        String hash = UserService.hash(newPassword);
        return registry.change(Caller.OWN_ACCOUNT, known.id, entities -> {
            UserRow row = row(entities, caller);
            row.passwordHash = hash;
            row.passwordNumber++;
            row.generation++;
            row.updatedAt = clock.millis();
            return row.toUser();
        });
    }

    private static UserRow row(EntityManager entities, Caller caller) {
        return Optional.of(caller)
                .filter(asking -> asking.kind() == Caller.Kind.PERSON)
                .map(person -> entities.find(UserRow.class, person.id()))
                .orElseThrow(() -> new ProblemException(new Problem.PermissionsDenied("account", "write")));
    }

    private Optional<UserRow> named(String name) {
        return Optional.of(name)
                .filter(text -> text.length() <= LONGEST_NAME && StoredText.isPossible(text))
                .flatMap(possible -> registry.read(entities -> entities.createQuery(
                                "select u from UserRow u where u.loginName = :name", UserRow.class)
                        .setParameter("name", UserService.loginName(possible))
                        .getResultStream()
                        .findFirst()));
    }

    private boolean proved(Optional<UserRow> row, String password) {
        try {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(new Problem.Unavailable("too many log in at once: try again in a moment"));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new Problem.Unavailable("the hub is stopping"));
        }
        try {
            return matches(row, password.length() <= PasswordPolicy.LONGEST ? password : "");
        } finally {
            room.release();
        }
    }

    private boolean matches(Optional<UserRow> row, String password) {
        if (row.filter(known -> FirstAdministrator.isElsewhere(administrator, known))
                .isPresent()) {
            return administrator.passwordMatches(Administrator.NAME, password.toCharArray());
        }
        boolean same = row.flatMap(UserRow::hash)
                .map(PasswordHash::read)
                .orElse(nobodys)
                .matches(password.getBytes(StandardCharsets.UTF_8));
        return same && row.flatMap(UserRow::hash).isPresent();
    }
}

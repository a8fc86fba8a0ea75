package org.axletree.hub.registry;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks the registry for something, and what may be asked. Belongs to a thread while it serves a request. A thread that never
 * served one of the web is the hub's own. A thread of the web is nobody's until it is known who asks: nobody sees anything and
 * changes anything. Where the web does the hub's own work, it says so ({@link #hub}).
 *
 * @param name a person's login name or a token's name
 * @param id UUID of the person or of the token; empty for the hub itself, and for a token that is in no list
 * @param projects the only projects whose things the caller sees; empty for all
 * @param sourceAddress {@code host:port} of the peer; empty for the hub itself
 */
public record Caller(
        Kind kind, String name, String id, Role role, Optional<Set<String>> projects, String sourceAddress) {
    /** The hub itself: devices that provision themselves, chores. */
    static final Caller HUB = new Caller(Kind.HUB, "hub", "", Role.ADMINISTRATOR, Optional.empty(), "");

    /** Who asked the web and has not said who it is. */
    private static final Caller NOBODY =
            new Caller(Kind.NOBODY, "nobody", "", Role.READ_ONLY, Optional.of(Set.of()), "");

    /** The name of the administrator's own token: that of the file in which it is. */
    public static final String OWN_TOKEN = "admin-token";

    /** What every person may change of one's own: the password. */
    public static final String OWN_ACCOUNT = "own account";

    private static final ThreadLocal<Caller> CURRENT = ThreadLocal.withInitial(() -> HUB);

    /** What somebody is who asks. */
    public enum Kind {
        PERSON,
        TOKEN,
        /** A shared access policy of an Azure hub, or of a provisioning service. */
        POLICY,
        HUB,
        /** Not known, or not yet. */
        NOBODY;

        /** The name in the API. */
        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Caller {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(sourceAddress, "sourceAddress");
        projects = projects.map(Set::copyOf);
    }

    /** Whoever has the administrator's own token, which is set or generated. */
    public static Caller ownToken(String sourceAddress) {
        return new Caller(Kind.TOKEN, OWN_TOKEN, "", Role.ADMINISTRATOR, Optional.empty(), sourceAddress);
    }

    /** The hub itself, in a thread that serves a device or gives out what is public. */
    public static Caller hub() {
        return HUB;
    }

    /** A person who uses the console. */
    public static Caller person(
            String name, String userId, Role role, Optional<Set<String>> projects, String sourceAddress) {
        return new Caller(Kind.PERSON, name, userId, role, projects, sourceAddress);
    }

    /** Who asks in this thread. */
    public static Caller current() {
        return CURRENT.get();
    }

    /** Whether this thread already asks for somebody, who is not the hub. */
    public static boolean isKnown() {
        Kind kind = CURRENT.get().kind;
        return kind != Kind.HUB && kind != Kind.NOBODY;
    }

    /** From now on this thread asks for nobody, whatever it did before: it serves a request of the web. */
    public static void forget() {
        CURRENT.set(NOBODY);
    }

    /** Whatever this thread asks for, until the answer is closed, this caller asks for; then again who did before. */
    public Asking asks() {
        Caller before = CURRENT.get();
        CURRENT.set(this);
        return () -> CURRENT.set(before);
    }

    /** Ends what {@link #asks} began. */
    public interface Asking extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Lets nobody change what is beyond their role. Asked for every change of the registry, and by whoever changes anything else.
     *
     * @param thing its kind, as in {@link Registry#change}
     * @throws ProblemException if the caller's role does not allow it
     */
    public static void requireChange(String thing) {
        if (!current().mayChange(thing)) {
            throw new ProblemException(new Problem.PermissionsDenied(thing, "write"));
        }
    }

    /**
     * The same for what changes nothing, and is for those alone who may.
     *
     * @param sentence what was asked for, and who may ask or what to ask for instead
     */
    public static void requireChange(String thing, String sentence) {
        if (!current().mayChange(thing)) {
            throw new ProblemException(new Problem.PermissionsDenied(thing, "write", sentence));
        }
    }

    /** Whether the caller may change things of that kind. */
    public boolean mayChange(String thing) {
        return role.changes(thing) || (kind == Kind.PERSON && thing.equals(OWN_ACCOUNT));
    }

    /** Whether the caller may change anything at all. */
    public boolean mayChange() {
        return role != Role.READ_ONLY;
    }

    /** Whether the caller may see what belongs to the whole installation. */
    public boolean seesAll() {
        return projects.isEmpty();
    }

    /** Whether the caller may see who may ask, and say it. */
    public boolean isAdministrator() {
        return role == Role.ADMINISTRATOR;
    }

    /** Whether it is the administrator's own token, which nobody was given. */
    public boolean isOwnToken() {
        return kind == Kind.TOKEN && id.isEmpty() && isAdministrator();
    }

    /** Whether the caller may see what belongs to a project. */
    public boolean sees(String project) {
        return projects.isEmpty() || projects.get().contains(project);
    }

    /** The only project that the caller sees; empty if there are more, or none. */
    public Optional<String> onlyProject() {
        return projects.filter(own -> own.size() == 1).map(Collection::iterator).map(each -> each.next());
    }
}

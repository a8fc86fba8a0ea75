package org.axletree.hub.registry;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asks the registry for something, and what may be asked. Belongs to a thread while it serves a request; a thread that
 * serves none is the hub's own.
 *
 * @param name a person's login name or a token's name
 * @param tokenId UUID of the token; empty for the administrator and for the hub itself
 * @param projectId the only project whose things the caller sees; empty for all
 * @param sourceAddress {@code host:port} of the peer; empty for the hub itself
 */
public record Caller(String name, String tokenId, TokenScope scope, Optional<String> projectId, String sourceAddress) {
    /** The hub itself: devices that provision themselves, chores. */
    static final Caller HUB = new Caller("hub", "", TokenScope.ADMINISTRATOR, Optional.empty(), "");

    private static final ThreadLocal<Caller> CURRENT = ThreadLocal.withInitial(() -> HUB);

    public Caller {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(projectId, "projectId");
        Objects.requireNonNull(sourceAddress, "sourceAddress");
    }

    /** The administrator, who may do everything. */
    public static Caller administrator(String name, String sourceAddress) {
        return new Caller(name, "", TokenScope.ADMINISTRATOR, Optional.empty(), sourceAddress);
    }

    /** Who asks in this thread. */
    public static Caller current() {
        return CURRENT.get();
    }

    /** Whether this thread already asks for somebody. */
    public static boolean isKnown() {
        return CURRENT.get() != HUB;
    }

    /** Whatever this thread asks for, until the answer is closed, this caller asks for. */
    public Asking asks() {
        CURRENT.set(this);
        return CURRENT::remove;
    }

    /** Ends what {@link #asks} began. */
    public interface Asking extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether the caller may change anything at all. */
    public boolean mayChange() {
        return scope != TokenScope.READ_ONLY;
    }

    /** Whether the caller may see what belongs to the whole installation. */
    public boolean seesAll() {
        return projectId.isEmpty();
    }

    /** Whether the caller may see who may ask, and say it. */
    public boolean isAdministrator() {
        return scope == TokenScope.ADMINISTRATOR;
    }

    /** Whether the caller may see what belongs to a project. */
    public boolean sees(String project) {
        return projectId.isEmpty() || projectId.get().equals(project);
    }
}

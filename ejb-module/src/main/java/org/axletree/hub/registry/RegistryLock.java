package org.axletree.hub.registry;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

/**
 * Rows that serialise the changes that depend on more than one hub. One is for the rare ones: how many hubs a project has, and which hub a
 * queue belongs to. Another one is for user names, which come in fleets. Taken before any other lock, and the first before the second.
 */
@Entity
@Table(name = "registry_lock")
public class RegistryLock {
    private static final int OF_HUBS = 1;
    private static final int OF_USER_NAMES = 2;

    @Id
    private int id;

    public static void take(EntityManager entities) {
        take(entities, OF_HUBS);
    }

    /** For who gives devices user names: in how many hubs of a project one may be holds for all that come at once. */
    public static void takeUserNames(EntityManager entities) {
        take(entities, OF_USER_NAMES);
    }

    private static void take(EntityManager entities, int id) {
        entities.find(RegistryLock.class, id, LockModeType.PESSIMISTIC_WRITE);
    }
}

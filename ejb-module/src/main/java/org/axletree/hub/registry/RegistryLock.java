package org.axletree.hub.registry;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

/**
 * One row that serialises the rare changes that depend on more than one hub: how many hubs a project has, and which hub a
 * queue belongs to. Taken before any other lock.
 */
@Entity
@Table(name = "registry_lock")
public class RegistryLock {
    private static final int ONLY = 1;

    @Id
    private int id;

    public static void take(EntityManager entities) {
        entities.find(RegistryLock.class, ONLY, LockModeType.PESSIMISTIC_WRITE);
    }
}

package org.axletree.server;

import java.io.ObjectInputFilter;
import java.util.List;
import java.util.Set;

/**
 * What may be read as a serialised Java object, by whatever in this process: the broker reads some of a stranger before it asks
 * for a password, and the container copies descriptions of resources in this way. Allowed is what these two, the naming
 * service and Faces need, small and not deeply nested; all else is refused before an object of it is made.
 */
final class SerialFilter {
    /** The container needs 10. Sets within sets cost twice as much with each level. */
    static final int DEEPEST = 16;

    private static final int MOST_REFERENCES = 20_000;
    private static final int LONGEST_ARRAY = 1_000_000;

    private static final List<String> PACKAGES = List.of(
            "com.sun.messaging.",
            "com.sun.enterprise.",
            "com.sun.faces.",
            "fish.payara.",
            "jakarta.",
            "java.math.",
            "java.time.",
            "javax.naming.",
            "org.axletree.",
            "org.glassfish.",
            "org.primefaces.");

    private static final Set<String> CLASSES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Object",
            "java.lang.Short",
            "java.lang.String",
            "java.net.URI",
            "java.net.URL",
            "java.util.ArrayList",
            "java.util.Arrays$ArrayList",
            "java.util.BitSet",
            "java.util.CollSer",
            "java.util.Collections$EmptyList",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$EmptySet",
            "java.util.Collections$SynchronizedMap",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Collections$UnmodifiableSet",
            "java.util.Date",
            "java.util.EnumMap",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.ImmutableCollections",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.Locale",
            "java.util.Map$Entry",
            "java.util.Properties",
            "java.util.TreeMap",
            "java.util.UUID",
            "java.util.Vector",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentHashMap$Segment",
            "java.util.concurrent.locks.AbstractOwnableSynchronizer",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer",
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.ReentrantLock$NonfairSync",
            "java.util.concurrent.locks.ReentrantLock$Sync");

    private SerialFilter() {}

    /** For the whole process and its life. An operator's own, given by {@code -Djdk.serialFilter}, stays. */
    static void install() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(SerialFilter::check);
        }
    }

    static ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo what) {
        if (what.depth() > DEEPEST || what.references() > MOST_REFERENCES || what.arrayLength() > LONGEST_ARRAY) {
            return ObjectInputFilter.Status.REJECTED;
        }
        Class<?> type = what.serialClass();
        if (type == null) {
            return ObjectInputFilter.Status.UNDECIDED; // of the size alone there is nothing more to say
        }
        while (type.isArray()) {
            type = type.getComponentType();
        }
        return type.isPrimitive() || isAllowed(type.getName())
                ? ObjectInputFilter.Status.ALLOWED
                : ObjectInputFilter.Status.REJECTED;
    }

    private static boolean isAllowed(String name) {
        return CLASSES.contains(name) || PACKAGES.stream().anyMatch(name::startsWith);
    }
}

package org.axletree.hub.registry.enrollment;

import java.util.Optional;
import java.util.stream.Stream;

/** How a hub is chosen for a device. */
public enum AllocationPolicy {
    /** The first one that the enrolment names. */
    STATIC("static"),
    /** By the registration's name, so that devices spread evenly and one always comes to the same. */
    HASHED("hashed"),
    /** By distance. All hubs of this server are at the same place: chosen as by {@link #HASHED}. */
    NEAREST("geoLatency");

    private final String word;

    AllocationPolicy(String word) {
        this.word = word;
    }

    /** Azure's word for it. */
    public String word() {
        return word;
    }

    /** The policy of a word, without regard to case; empty if there is none. */
    public static Optional<AllocationPolicy> of(String word) {
        return Stream.of(values())
                .filter(policy -> policy.word.equalsIgnoreCase(word))
                .findFirst();
    }
}

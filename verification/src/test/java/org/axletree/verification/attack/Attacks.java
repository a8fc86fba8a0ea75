package org.axletree.verification.attack;

import java.util.List;

/** All that are carried out. */
final class Attacks {
    private Attacks() {}

    static List<Attack> all() {
        return List.of(
                WebAttacks.http2Pings(),
                WebAttacks.unfinishedBodies(),
                WebAttacks.ambiguousRequests(),
                WebAttacks.brokenForms(),
                WebAttacks.guessedPasswords(),
                ApiAttacks.unknownFields(),
                ApiAttacks.longQueries(),
                ApiAttacks.changesAndDeletionsAtOnce(),
                ApiAttacks.eventsOfStrangers());
    }
}

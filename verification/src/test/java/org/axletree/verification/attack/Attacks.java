package org.axletree.verification.attack;

import java.util.List;
import java.util.Map;

/** All that are carried out. */
final class Attacks {
    private Attacks() {}

    /** The lines of which nothing can be tried again and again from outside, and the tests that show them. */
    static Map<String, String> shownElsewhere() {
        return Map.of(
                "8.5 | what strangers do is not a line of the log each", "QuietLogIT, RepetitionsTest",
                "8.8 | the authority nearest to the leaf decides", "CertificateClaimsTest",
                "8.12 | a state directory that others may read", "StateDirectoryTest",
                "8.16 | sentences of the guide", "ThreatModelTest");
    }

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
                ApiAttacks.eventsOfStrangers(),
                WebAttacks.oddFraming(),
                DeviceAttacks.longFilters(),
                DeviceAttacks.wordsOfTheHub(),
                DeviceAttacks.nestedObjects(),
                TenantAttacks.claimedCertificates(),
                TenantAttacks.weakKeys(),
                TenantAttacks.innerAddresses(),
                TenantAttacks.othersNetworks());
    }
}

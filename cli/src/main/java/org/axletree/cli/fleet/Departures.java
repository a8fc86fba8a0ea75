package org.axletree.cli.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Those of a file that are to come, in the order in which the hub is told of them: by the identifiers that they bring along, else by
 * their names. So those of one batch are neighbours in the indexes of the hub's database, which writes a page once for all of them;
 * random identifiers in the order of a file have it write a page for each.
 */
final class Departures {
    private static final Comparator<Source.Entry> ORDER = Comparator.<Source.Entry, String>comparing(Departures::id)
            .thenComparing(Source.Entry::id)
            .thenComparing(Source.Entry::line);

    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> certificates = new HashSet<>();

    private static String id(Source.Entry entry) {
        return entry.device().getString("id", "");
    }

    /** Why one cannot come as somebody before it in the file is the same; the first of them comes. */
    Optional<String> problem(Source.Entry entry) {
        if (places.containsKey(entry.id())) {
            return Optional.of("the name is there twice (expected: once)");
        }
        if (ids.contains(id(entry))) {
            return Optional.of("another device has this id (expected: an id of its own)");
        }
        String certificate = certificate(entry);
        if (certificates.contains(certificate)) {
            return Optional.of("its certificate is that of another device (expected: one of this device's own)");
        }
        places.put(entry.id(), places.size());
        if (!id(entry).isEmpty()) {
            ids.add(id(entry));
        }
        if (!certificate.isEmpty()) {
            certificates.add(certificate);
        }
        return Optional.empty();
    }

    /** However its lines are divided. */
    private static String certificate(Source.Entry entry) {
        return entry.device().getString("certificate_pem", "").replaceAll("\\s", "");
    }

    static void arrange(List<Source.Entry> entries) {
        entries.sort(ORDER);
    }

    /** Names in the order of the file, gateways before what stands behind them. */
    List<String> inOrderOfFile(List<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(Comparator.comparing(name -> places.getOrDefault(name, Integer.MAX_VALUE)));
        return sorted;
    }
}

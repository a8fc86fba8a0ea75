package org.axletree.cli.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Those of a file that are to come, in the order in which the hub is told of them: by the identifiers that they bring along, else by
 * their names. So those of one batch are neighbours in the indexes of the hub's database, which writes a page once for all of them;
 * random identifiers in the order of a file have it write a page for each. Who has something in common with another one of the file that
 * one alone may have stays behind before the hub hears of it: what it says of a batch then depends on no other batch, and a trial run
 * says what the run does.
 */
final class Departures {
    private static final Comparator<Source.Entry> ORDER = Comparator.<Source.Entry, String>comparing(Departures::id)
            .thenComparing(Source.Entry::id)
            .thenComparing(Source.Entry::line);

    private static final String END_OF_PEM = "-----END";

    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> certificates = new HashSet<>();
    private final Set<String> userNames = new HashSet<>();
    private final Set<String> idsAsUserNames = new HashSet<>();
    private final Set<String> ofAzure;
    private final Supplier<Set<String>> hub;
    private Set<String> namesOfHub = Set.of();

    /**
     * @param all of the file
     * @param hub what the hub that they move into may be called in a user name; asked where it matters
     */
    Departures(Collection<Source.Entry> all, Supplier<Set<String>> hub) {
        this.hub = hub;
        this.ofAzure = all.stream()
                .filter(each -> each.device().getString("dialect", "").equals("azure"))
                .map(each -> each.device().getString("name", ""))
                .collect(Collectors.toSet());
    }

    private static String id(Source.Entry entry) {
        return entry.device().getString("id", "");
    }

    private static String userName(Source.Entry entry) {
        return JsonThings.text(JsonThings.object(entry.device(), "authentication"), "user_name");
    }

    /** Why one cannot come as somebody before it in the file is the same; the first of them comes. */
    Optional<String> problem(Source.Entry entry) {
        String id = id(entry);
        String certificate = certificate(entry);
        String userName = userName(entry);
        String asId = userName.toLowerCase(Locale.ROOT);
        if (places.containsKey(entry.id())) {
            return Optional.of("the name is there twice (expected: once)");
        }
        if (ids.contains(id)) {
            return Optional.of("another device has this id (expected: an id of its own)");
        }
        if (certificates.contains(certificate)) {
            return Optional.of("its certificate is that of another device (expected: one of this device's own)");
        }
        if (userNames.contains(userName)) {
            return Optional.of("its user name " + userName + " is there twice (expected: once)");
        }
        if (!asId.equals(id) && ids.contains(asId)) {
            return Optional.of("its user name is the id of another device, which comes by it"
                    + " (expected: a user name of its own)");
        }
        if (!asId.equals(id) && idsAsUserNames.contains(id)) {
            return Optional.of("its id is the user name of another device (expected: an id of its own)");
        }
        if (namesADeviceOfAzure(userName)) {
            return Optional.of("its user name is that of a device of Azure's dialect, which goes before it"
                    + " (expected: another user name)");
        }
        places.put(entry.id(), places.size());
        addFilled(ids, id);
        addFilled(certificates, certificate);
        addFilled(userNames, userName);
        addFilled(idsAsUserNames, asId);
        return Optional.empty();
    }

    private static void addFilled(Set<String> known, String text) {
        if (!text.isEmpty()) {
            known.add(text);
        }
    }

    /** {@code HUB/DEVICE}, with whatever behind it; the hub may have the rest of a host name. */
    private boolean namesADeviceOfAzure(String userName) {
        String[] levels = userName.split("/", 3);
        if (levels.length < 2 || !ofAzure.contains(levels[1])) {
            return false;
        }
        if (namesOfHub.isEmpty()) {
            namesOfHub = hub.get();
        }
        return namesOfHub.contains(levels[0].split("[.:]", 2)[0].toLowerCase(Locale.ROOT));
    }

    /** However its lines are divided, and whatever stands around it. */
    private static String certificate(Source.Entry entry) {
        String pem = entry.device().getString("certificate_pem", "").replaceAll("\\s", "");
        int begin = pem.indexOf("-----BEGIN");
        int end = pem.indexOf(END_OF_PEM, Math.max(begin, 0));
        return begin < 0 || end < 0 ? pem : pem.substring(begin, end);
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

package org.axletree.hub.registry.fleet;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.hub.HubRow;

/**
 * Which devices have the user names of those that come, or their identifiers as a user name.
 *
 * @param hubs of the project, by user name
 * @param names that anybody has
 */
record TakenUserNames(String hubId, Map<String, List<String>> hubs, Set<String> names, Set<String> azure) {
    /** Hubs of a project in which one user name may be: a login by it is compared with each. Other projects have as many. */
    private static final int MOST_HUBS = 4;

    static TakenUserNames of(EntityManager entities, HubRow hub, List<IncomingDevice> coming) {
        List<String> names = coming.stream()
                .flatMap(
                        each -> Stream.concat(each.password().map(UserPassword::userName).stream(), each.id().stream()))
                .filter(StoredText::isPossible)
                .distinct()
                .toList();
        Map<String, List<String>> hubs = new HashMap<>();
        Set<String> taken = new HashSet<>();
        if (!names.isEmpty()) {
            entities.createQuery(
                            "select p.userName, h.id, h.projectId from DevicePasswordRow p, DeviceRow d, HubRow h"
                                    + " where p.userName in :names and d.id = p.deviceId and h.id = d.hubId",
                            Object[].class)
                    .setParameter("names", names)
                    .getResultStream()
                    .forEach(row -> {
                        taken.add((String) row[0]);
                        if (hub.projectId().equals(row[2])) {
                            hubs.computeIfAbsent((String) row[0], none -> new ArrayList<>())
                                    .add((String) row[1]);
                        }
                    });
        }
        return new TakenUserNames(hub.id(), hubs, taken, azure(entities, names));
    }

    /**
     * Devices of Azure's dialect that these user names may name, as {@code hub/device}: of the hubs that the caller sees, as nobody
     * shall find out by an import what there is in others.
     */
    private static Set<String> azure(EntityManager entities, List<String> names) {
        Set<String> named = names.stream()
                .map(TakenUserNames::hubAndDevice)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return Set.of();
        }
        return entities.createQuery(
                        "select h.id, h.hostLabel, d.name, h.projectId from HubRow h, DeviceRow d where (h.hostLabel in :hubs or h.id in :hubs)"
                                + " and d.hubId = h.id and d.name in :devices and d.dialect = :azure",
                        Object[].class)
                .setParameter(
                        "hubs",
                        named.stream()
                                .map(each -> each.substring(0, each.indexOf('/')))
                                .distinct()
                                .toList())
                .setParameter(
                        "devices",
                        named.stream()
                                .map(each -> each.substring(each.indexOf('/') + 1))
                                .distinct()
                                .toList())
                .setParameter("azure", AzureIdentityService.DIALECT)
                .getResultStream()
                .filter(row -> Caller.current().sees((String) row[3]))
                .flatMap(row -> Stream.of(row[0] + "/" + row[2], row[1] + "/" + row[2]))
                .collect(Collectors.toSet());
    }

    /** The first label of what stands before the first slash, and the level after it; empty where there is none. */
    private static String hubAndDevice(String userName) {
        String[] levels = userName.split("/", 3);
        return levels.length < 2 || levels[0].isEmpty() || levels[1].isEmpty()
                ? ""
                : levels[0].split("[.:]", 2)[0].toLowerCase(Locale.ROOT) + "/" + levels[1];
    }

    /** Why one could never log in by its user name, or would keep another out by it. */
    Optional<String> problem(IncomingDevice device, Set<String> ids) {
        if (device.id().filter(names::contains).isPresent()
                && device.password()
                        .filter(own -> own.userName().equals(device.id().get()))
                        .isEmpty()) {
            return Optional.of("its id is the user name of another device (expected: an id of its own)");
        }
        return device.password().map(UserPassword::userName).flatMap(name -> problem(name, device.id(), ids));
    }

    private Optional<String> problem(String name, Optional<String> id, Set<String> ids) {
        String asId = name.toLowerCase(Locale.ROOT);
        if (ids.contains(asId) && id.filter(asId::equals).isEmpty()) {
            return Optional.of("its user name is the id of another device, which comes by it"
                    + " (expected: a user name of its own)");
        }
        if (azure.contains(hubAndDevice(name))) {
            return Optional.of("its user name is that of a device of Azure's dialect, which goes before it"
                    + " (expected: another user name)");
        }
        List<String> having = hubs.getOrDefault(name, List.of());
        if (having.contains(hubId)) {
            return Optional.of("another device of the hub has its user name (expected: a user name of its own)");
        }
        return having.size() < MOST_HUBS
                ? Optional.empty()
                : Optional.of(
                        MOST_HUBS + " hubs of the project have its user name already (expected: another user name)");
    }

    /** One is to come. */
    void add(IncomingDevice device) {
        device.password().map(UserPassword::userName).ifPresent(name -> {
            names.add(name);
            hubs.computeIfAbsent(name, none -> new ArrayList<>()).add(hubId);
        });
    }
}

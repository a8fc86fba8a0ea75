package org.axletree.hub.registry.fleet;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
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
import org.axletree.hub.registry.device.DeviceIntake;
import org.axletree.hub.registry.hub.HubRow;

/**
 * Which devices have the user names of those that come, or their identifiers as a user name: of the hubs that the caller sees. Nobody
 * finds out by an import what there is in others; at a login by a name that two have, it is whose password came.
 *
 * @param hubs of the project, by user name
 * @param names that anybody in sight has
 * @param ids of devices in sight, of those that user names have the form of
 * @param azure devices of Azure's dialect that user names may name, as {@code hub/device}
 */
record TakenUserNames(
        String hubId, Map<String, List<String>> hubs, Set<String> names, Set<String> ids, Set<String> azure) {
    static final String IS_AN_ID =
            "its user name is the id of another device, which comes by it (expected: a user name of its own)";
    static final String ID_IS_A_USER_NAME = "its id is the user name of another device (expected: an id of its own)";

    /** Hubs of a project in which one user name may be: a login by it is compared with each. Other projects have as many. */
    private static final int MOST_HUBS = 4;

    private static final int CHARACTERS_OF_AN_ID = 36;

    static TakenUserNames of(EntityManager entities, HubRow hub, List<IncomingDevice> coming) {
        List<String> userNames = coming.stream()
                .flatMap(each -> each.password().map(UserPassword::userName).stream())
                .filter(StoredText::isPossible)
                .distinct()
                .toList();
        List<String> names = Stream.concat(userNames.stream(), coming.stream().flatMap(each -> each.id().stream()))
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
                    .filter(row -> Caller.current().sees((String) row[2]))
                    .forEach(row -> {
                        taken.add((String) row[0]);
                        if (hub.projectId().equals(row[2])) {
                            hubs.computeIfAbsent((String) row[0], none -> new ArrayList<>())
                                    .add((String) row[1]);
                        }
                    });
        }
        return new TakenUserNames(
                hub.id(), hubs, taken, ids(entities, userNames), azure(entities, hub, coming, userNames));
    }

    private static Set<String> ids(EntityManager entities, Collection<String> userNames) {
        return DeviceIntake.inSight(
                entities,
                userNames.stream()
                        .filter(name -> name.length() == CHARACTERS_OF_AN_ID)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }

    /** Those that are there, and those that come. */
    private static Set<String> azure(
            EntityManager entities, HubRow hub, List<IncomingDevice> coming, Collection<String> userNames) {
        Set<String> named = userNames.stream()
                .map(TakenUserNames::hubAndDevice)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return Set.of();
        }
        Stream<String> come = coming.stream()
                .filter(each -> each.dialect().equals(AzureIdentityService.DIALECT))
                .flatMap(each -> Stream.of(hub.id() + "/" + each.name(), hub.hostLabel() + "/" + each.name()));
        return Stream.concat(come, azureThere(entities, named)).collect(Collectors.toSet());
    }

    private static Stream<String> azureThere(EntityManager entities, Set<String> named) {
        return entities
                .createQuery(
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
                .getResultList()
                .stream()
                .filter(row -> Caller.current().sees((String) row[3]))
                .flatMap(row -> Stream.of(row[0] + "/" + row[2], row[1] + "/" + row[2]));
    }

    /** The first label of what stands before the first slash, and the level after it; empty where there is none. */
    private static String hubAndDevice(String userName) {
        String[] levels = userName.split("/", 3);
        return levels.length < 2 || levels[0].isEmpty() || levels[1].isEmpty()
                ? ""
                : levels[0].split("[.:]", 2)[0].toLowerCase(Locale.ROOT) + "/" + levels[1];
    }

    /** Why one could never log in by its user name, or would keep another out by it. */
    Optional<String> problem(IncomingDevice device) {
        boolean hasItsOwnId = device.id().isPresent()
                && device.password().map(UserPassword::userName).equals(device.id());
        if (!hasItsOwnId && device.id().filter(names::contains).isPresent()) {
            return Optional.of(ID_IS_A_USER_NAME);
        }
        return device.password().map(UserPassword::userName).flatMap(name -> problem(name, device.id()));
    }

    private Optional<String> problem(String name, Optional<String> id) {
        String asId = name.toLowerCase(Locale.ROOT);
        if (ids.contains(asId) && id.filter(asId::equals).isEmpty()) {
            return Optional.of(IS_AN_ID);
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
}

package org.axletree.hub.delivery.target.mqtt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which way messages go over a bridge. */
enum BridgeDirection {
    OUT,
    IN,
    BOTH;

    static final Set<String> NAMES =
            Arrays.stream(values()).map(BridgeDirection::apiName).collect(Collectors.toCollection(TreeSet::new));

    static Optional<BridgeDirection> named(String name) {
        return Arrays.stream(values())
                .filter(direction -> direction.apiName().equals(name))
                .findFirst();
    }

    boolean goesOut() {
        return this != IN;
    }

    boolean comesIn() {
        return this != OUT;
    }

    String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

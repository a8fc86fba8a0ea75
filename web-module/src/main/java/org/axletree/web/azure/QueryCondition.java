package org.axletree.web.azure;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition of a query.
 *
 * @param twin whether a twin, in the API's words, fulfils it
 * @param devices whose twins alone may fulfil it; empty if any may
 */
record QueryCondition(Predicate<JsonObject> twin, Optional<Set<String>> devices) {
    /** One that says nothing of names. */
    static QueryCondition of(Predicate<JsonObject> twin) {
        return new QueryCondition(twin, Optional.empty());
    }

    QueryCondition or(QueryCondition other) {
        return new QueryCondition(
                twin.or(other.twin),
                devices.flatMap(mine -> other.devices.map(others ->
                        Stream.concat(mine.stream(), others.stream()).collect(Collectors.toUnmodifiableSet()))));
    }

    QueryCondition and(QueryCondition other) {
        return new QueryCondition(twin.and(other.twin), devices.or(other::devices));
    }

    QueryCondition negate() {
        return of(twin.negate());
    }
}

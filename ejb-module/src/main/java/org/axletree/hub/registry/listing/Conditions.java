package org.axletree.hub.registry.listing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Conditions that rows meet all at once, with the values of their parameters. */
final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final List<String> ofKnownRows = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    Conditions() {}

    /** Those and more. */
    Conditions(Conditions others) {
        texts.addAll(others.texts);
        ofKnownRows.addAll(others.ofKnownRows);
        values.putAll(others.values);
    }

    void add(String text, Map<String, ?> parameters) {
        texts.add(text);
        ofKnownRows.add(text);
        values.putAll(parameters);
    }

    /** A field of {@code x} with which indexes begin has this value. */
    void addLeading(String field, String value) {
        texts.add("x." + field + " = :" + field);
        ofKnownRows.add("coalesce(x." + field + ", x." + field + ") = :" + field);
        values.put(field, value);
    }

    /**
     * The same of rows whose ids will be a condition too. No index has it as it is said here: H2 would rather go through one from
     * the first row of a hub to the last than look up some ids.
     */
    Conditions ofKnownRows() {
        Conditions known = new Conditions(this);
        known.texts.clear();
        known.texts.addAll(ofKnownRows);
        return known;
    }

    /**
     * @param begin of the query, with what it is of
     * @param end of it, behind the conditions
     */
    <T> TypedQuery<T> query(EntityManager entities, String begin, String end, Class<T> type) {
        String where = texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
        TypedQuery<T> query = entities.createQuery(begin + where + end, type);
        values.forEach(query::setParameter);
        return query;
    }
}

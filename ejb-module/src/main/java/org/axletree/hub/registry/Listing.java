package org.axletree.hub.registry;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one page of a table: what is asked for becomes conditions, and only values given become parameters. */
final class Listing<R> {
    private final Class<R> row;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private boolean impossible;

    Listing(Class<R> row) {
        this.row = row;
    }

    Listing(Class<R> row, String region) {
        this(row);
        where("region", Optional.of(region));
    }

    Listing<R> where(String field, Optional<?> value) {
        value.ifPresent(wanted -> {
            requirePossible(wanted);
            conditions.add("x." + field + " = :" + field);
            parameters.put(field, wanted);
        });
        return this;
    }

    /** The field contains the text; lower and upper case are the same. */
    Listing<R> whereContains(String field, Optional<String> text) {
        text.filter(part -> !part.isEmpty()).ifPresent(part -> {
            requirePossible(part);
            conditions.add("lower(x." + field + ") like lower(:" + field + ") escape '!'");
            parameters.put(field, "%" + part.replaceAll("([!%_])", "!$1") + "%");
        });
        return this;
    }

    private void requirePossible(Object wanted) {
        impossible |= wanted instanceof String text && !StoredText.isPossible(text);
    }

    <T> Page<T> page(EntityManager entities, PageRequest page, String orderBy, Function<List<R>, List<T>> shown) {
        if (impossible) {
            return new Page<>(0, List.of());
        }
        String from = " from " + row.getSimpleName() + " x"
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
        TypedQuery<Long> count = entities.createQuery("select count(x)" + from, Long.class);
        parameters.forEach(count::setParameter);
        long total = count.getSingleResult();
        long first = (page.page() - 1L) * page.pageSize();
        if (first >= total) {
            return new Page<>(total, List.of());
        }
        TypedQuery<R> rows = entities.createQuery("select x" + from + " order by " + orderBy, row);
        parameters.forEach(rows::setParameter);
        return new Page<>(
                total,
                shown.apply(rows.setFirstResult((int) first)
                        .setMaxResults(page.pageSize())
                        .getResultList()));
    }
}

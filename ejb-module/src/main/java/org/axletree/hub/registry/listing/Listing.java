package org.axletree.hub.registry.listing;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.axletree.hub.registry.StoredText;

/** Reads one page of a table: what is asked for becomes conditions, and only values given become parameters. */
public final class Listing<R> {
    /** So many found rows are sorted when they have been found; more are read off an index in their order. */
    public static final int FEW = 200;

    private final Class<R> row;
    private final StringBuilder leading = new StringBuilder();
    private final Conditions conditions = new Conditions();

    /** Those of the conditions that an index has together. */
    private final Conditions searched = new Conditions();

    private Optional<Collection<String>> among = Optional.empty();
    private boolean searching;
    private boolean impossible;

    public Listing(Class<R> row) {
        this.row = row;
    }

    /** Only rows with this value; the indexes for the orders of the list begin with the field. */
    public Listing<R> of(String field, String value) {
        leading.append("x.").append(field).append(" asc, ");
        requirePossible(value);
        searched.addLeading(field, value);
        conditions.addLeading(field, value);
        return this;
    }

    public Listing<R> where(String field, Optional<?> value) {
        value.ifPresent(wanted -> {
            requirePossible(wanted);
            conditions.add("x." + field + " = :" + field, Map.of(field, wanted));
        });
        return this;
    }

    /** Likewise; there is an index that begins as those of the orders do and has the field next. */
    public Listing<R> whereIndexed(String field, Optional<?> value) {
        value.ifPresent(wanted -> {
            searching = true;
            searched.add("x." + field + " = :" + field, Map.of(field, wanted));
        });
        return where(field, value);
    }

    /**
     * Only rows whose field is 0 or more and lower than that, with an index as {@link #whereIndexed} has one. Rows without a value
     * lie before 0 in the index, and are not looked at.
     */
    public Listing<R> whereBelow(String field, Optional<?> value) {
        value.ifPresent(limit -> {
            searching = true;
            String below = "x." + field + " >= 0 and x." + field + " < :" + field;
            conditions.add(below, Map.of(field, limit));
            searched.add(below, Map.of(field, limit));
        });
        return this;
    }

    /** Only these rows, which are few. */
    public Listing<R> among(Collection<String> ids) {
        among = Optional.of(ids);
        return this;
    }

    /** Only rows for which this is so, in JPQL, of {@code x}; nothing finds them but looking at each. */
    public Listing<R> suchThat(String condition, Map<String, ?> values) {
        conditions.add(condition, values);
        return this;
    }

    /** The field is not below the one value, and below the other. */
    public Listing<R> between(String field, Optional<Long> from, Optional<Long> to) {
        from.ifPresent(least -> conditions.add("x." + field + " >= :" + field + "From", Map.of(field + "From", least)));
        to.ifPresent(limit -> conditions.add("x." + field + " < :" + field + "To", Map.of(field + "To", limit)));
        return this;
    }

    /** Only what belongs to the projects that the caller is limited to. */
    public Listing<R> visible(Optional<Set<String>> ownProjects) {
        ownProjects.ifPresent(own -> conditions.add("x.projectId in :ownProjects", Map.of("ownProjects", own)));
        return this;
    }

    /** Only things of hubs of the projects that the caller is limited to. */
    public Listing<R> ofVisibleHubs(Optional<Set<String>> ownProjects) {
        ownProjects.ifPresent(own -> conditions.add(
                "x.hubId in (select h.id from HubRow h where h.projectId in :ownProjects)",
                Map.of("ownProjects", own)));
        return this;
    }

    /** The same, where many are found as a rule and the rows have numbers, so that looking for all of them does not pay. */
    public Listing<R> whereHas(String field, Optional<String> text) {
        boolean before = searching;
        whereContains(field, text);
        searching = before;
        return this;
    }

    /** The field contains the text; lower and upper case are the same. */
    public Listing<R> whereContains(String field, Optional<String> text) {
        text.filter(part -> !part.isEmpty()).ifPresent(part -> {
            requirePossible(part);
            searching = true;
            // With "escape", or a function around a parameter, EclipseLink writes all values into the statement itself,
            // in words that H2 does not always understand. The backslash escapes by default.
            String lowered = "lower(x." + field + ") like :" + field;
            Map<String, Object> values = new HashMap<>(Map.of(field, pattern(part.toLowerCase(Locale.ROOT))));
            if (part.chars().anyMatch(letter -> letter > 127)) {
                // As it is, too, because PostgreSQL lowers only ASCII in our collation.
                lowered = "(" + lowered + " or x." + field + " like :" + field + "AsItIs)";
                values.put(field + "AsItIs", pattern(part));
            }
            conditions.add(lowered, values);
            searched.add(lowered, values);
        });
        return this;
    }

    private static String pattern(String part) {
        return "%" + part.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private void requirePossible(Object wanted) {
        impossible |= wanted instanceof String text && !StoredText.isPossible(text);
    }

    public Page<R> page(EntityManager entities, PageRequest page, String orderBy) {
        return page(entities, page, orderBy, OptionalLong.empty());
    }

    /** @param knownTotal how many there are, where that is known without counting */
    public Page<R> page(EntityManager entities, PageRequest page, String orderBy, OptionalLong knownTotal) {
        return page(entities, page, orderBy, knownTotal, Integer.MAX_VALUE);
    }

    /** @param mostCounted nobody wants to know of more: where there are, the total is this */
    public Page<R> page(
            EntityManager entities, PageRequest page, String orderBy, OptionalLong knownTotal, int mostCounted) {
        if (impossible) {
            return new Page<>(0, List.of());
        }
        return few(entities, orderBy)
                .map(all -> part(all, page))
                .orElseGet(
                        () -> page(entities, page, orderBy, knownTotal.orElseGet(() -> count(entities, mostCounted))));
    }

    /** How many rows there are. */
    public long count(EntityManager entities) {
        return impossible ? 0 : count(entities, Integer.MAX_VALUE);
    }

    private long count(EntityManager entities, int most) {
        if (most == Integer.MAX_VALUE) {
            return conditions
                    .query(entities, "select count(x)" + from(), "", Long.class)
                    .getSingleResult();
        }
        return conditions
                .query(entities, "select x.id" + from(), "", String.class)
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    /** All rows, where they are few. */
    public Optional<List<R>> few(EntityManager entities, String orderBy) {
        if (impossible) {
            return Optional.of(List.of());
        }
        if (among.isPresent()) {
            return Optional.of(rows(entities, among.get(), orderBy));
        }
        return searching ? found(entities, orderBy) : Optional.empty();
    }

    /** The ids of so many rows in an order, behind so many others. */
    public List<String> ids(EntityManager entities, String orderBy, int first, int most) {
        return conditions
                .query(entities, "select x.id" + from(), " order by " + leading + orderBy, String.class)
                .setFirstResult(first)
                .setMaxResults(most)
                .getResultList();
    }

    /**
     * What a list is ordered by, when the rows were made, and their ids, of so many rows behind so many others.
     *
     * @param field that the order begins with, in JPQL
     */
    public List<Object[]> keys(EntityManager entities, String field, String orderBy, int first, int most) {
        Conditions restricted = new Conditions(conditions);
        among.ifPresent(ids -> restricted.add("x.id in :among", Map.of("among", ids)));
        return restricted
                .query(
                        entities,
                        "select " + field + ", x.createdAt, x.id" + from(),
                        " order by " + leading + orderBy,
                        Object[].class)
                .setFirstResult(first)
                .setMaxResults(most)
                .getResultList();
    }

    /** Rows in the order of their ids, from behind one of them. */
    public List<R> behind(EntityManager entities, String id, int most) {
        if (impossible) {
            return List.of();
        }
        Conditions behind = new Conditions(conditions);
        behind.add("x.id > :behind", Map.of("behind", id));
        among.ifPresent(ids -> behind.add("x.id in :among", Map.of("among", ids)));
        if (among.filter(Collection::isEmpty).isPresent()) {
            return List.of();
        }
        return behind.query(entities, "select x" + from(), " order by " + leading + "x.id asc", row)
                .setMaxResults(most)
                .getResultList();
    }

    private Page<R> page(EntityManager entities, PageRequest page, String orderBy, long total) {
        long first = first(page);
        if (first >= total) {
            return new Page<>(total, List.of());
        }
        // All rows are the same in the leading fields; but only if the order begins with them, H2 sees the index for
        // it.
        return new Page<>(
                total,
                conditions
                        .query(entities, "select x" + from(), " order by " + leading + orderBy, row)
                        .setFirstResult((int) first)
                        .setMaxResults(page.pageSize())
                        .getResultList());
    }

    /**
     * All that is found, unless it is much. Which rows those are is read off an index that has the text; one that has the
     * order does not, and every row would have to be looked at.
     */
    private Optional<List<R>> found(EntityManager entities, String orderBy) {
        List<String> ids = searched.query(entities, "select x.id" + from(), "", String.class)
                .setMaxResults(FEW + 1)
                .getResultList();
        if (ids.size() > FEW) {
            return Optional.empty();
        }
        return Optional.of(rows(entities, ids, orderBy));
    }

    private List<R> rows(EntityManager entities, Collection<String> ids, String orderBy) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Conditions found = conditions.ofKnownRows();
        found.add("x.id in :found", Map.of("found", ids));
        return found.query(entities, "select x" + from(), " order by " + orderBy, row)
                .getResultList();
    }

    /** A page of rows that were all read. */
    public Page<R> part(List<R> all, PageRequest page) {
        int first = (int) Math.min(first(page), all.size());
        return new Page<>(all.size(), all.subList(first, Math.min(first + page.pageSize(), all.size())));
    }

    private static long first(PageRequest page) {
        return (page.page() - 1L) * page.pageSize();
    }

    private String from() {
        return " from " + row.getSimpleName() + " x";
    }
}

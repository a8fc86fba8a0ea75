package org.axletree.hub.registry.listing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.hub.registry.StoredText;

/** Reads one page of a table: what is asked for becomes conditions, and only values given become parameters. */
public final class Listing<R> {
    private final Class<R> row;
    private final StringBuilder leading = new StringBuilder();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private boolean impossible;

    public Listing(Class<R> row) {
        this.row = row;
    }

    /** Only rows with this value; the indexes for the orders of the list begin with the field. */
    public Listing<R> of(String field, String value) {
        leading.append("x.").append(field).append(" asc, ");
        return where(field, Optional.of(value));
    }

    public Listing<R> where(String field, Optional<?> value) {
        value.ifPresent(wanted -> {
            requirePossible(wanted);
            conditions.add("x." + field + " = :" + field);
            parameters.put(field, wanted);
        });
        return this;
    }

    /** Only hubs of the project that the caller is limited to. */
    public Listing<R> visible(Optional<String> ownProjectId) {
        ownProjectId.ifPresent(project -> {
            conditions.add("x.projectId = :ownProjectId");
            parameters.put("ownProjectId", project);
        });
        return this;
    }

    /** Only things of hubs of a project. */
    public Listing<R> whereProject(Optional<String> projectId) {
        projectId.ifPresent(project -> {
            conditions.add("x.hubId in (select h.id from HubRow h where h.projectId = :projectId)");
            parameters.put("projectId", project);
        });
        return this;
    }

    /** The field contains the text; lower and upper case are the same. */
    public Listing<R> whereContains(String field, Optional<String> text) {
        text.filter(part -> !part.isEmpty()).ifPresent(part -> {
            requirePossible(part);
            // With "escape", or a function around a parameter, EclipseLink writes all values into the statement itself,
            // in words that H2 does not always understand. The backslash escapes by default. As it is, too, because
            // PostgreSQL lowers only ASCII in our collation.
            conditions.add("(lower(x." + field + ") like :" + field + " or x." + field + " like :" + field + "AsItIs)");
            parameters.put(field, pattern(part.toLowerCase(Locale.ROOT)));
            parameters.put(field + "AsItIs", pattern(part));
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
        if (impossible) {
            return new Page<>(0, List.of());
        }
        String from = " from " + row.getSimpleName() + " x"
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
        long total = knownTotal.isPresent() ? knownTotal.getAsLong() : count(entities, from);
        long first = (page.page() - 1L) * page.pageSize();
        if (first >= total) {
            return new Page<>(total, List.of());
        }
        // All rows are the same in the leading fields; but only if the order begins with them, H2 sees the index for
        // it.
        TypedQuery<R> rows = entities.createQuery("select x" + from + " order by " + leading + orderBy, row);
        parameters.forEach(rows::setParameter);
        return new Page<>(
                total,
                rows.setFirstResult((int) first).setMaxResults(page.pageSize()).getResultList());
    }

    private long count(EntityManager entities, String from) {
        TypedQuery<Long> count = entities.createQuery("select count(x)" + from, Long.class);
        parameters.forEach(count::setParameter);
        return count.getSingleResult();
    }
}

package org.axletree.hub.registry.listing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;

/** What a list may be ordered by, and how that is said to the database. */
public final class ListOrder {
    private static final List<String> DIRECTIONS = List.of("asc", "desc");

    private final Map<String, String> columns;
    private final Set<String> unset;
    private final List<String> ties;

    /** @param columns field of the listed thing, as the API names it, and what orders by it in JPQL */
    public ListOrder(Map<String, String> columns) {
        this(columns, Set.of(), List.of("x.id"));
    }

    /**
     * @param unset those of the fields that may have no value, which comes before all others
     * @param ties what orders things that are alike, in JPQL; the last one tells them apart
     */
    public ListOrder(Map<String, String> columns, Set<String> unset, List<String> ties) {
        this.columns = Map.copyOf(columns);
        this.unset = Set.copyOf(unset);
        this.ties = List.copyOf(ties);
    }

    /**
     * The order that a page asks for, as JPQL, made unambiguous.
     *
     * @throws ProblemException if there is no such page or order
     */
    public String clause(PageRequest page) {
        List<Problem.ArgumentProblem> problems = page.problems();
        Optional<String> clause = clause(page.orderBy().isEmpty() ? "created_at_asc" : page.orderBy());
        if (clause.isEmpty()) {
            problems.add(new Problem.ArgumentProblem(
                    "order_by", "unknown", Problem.shown(page.orderBy()) + " (expected: " + expected() + ")"));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(new Problem.InvalidArguments(problems));
        }
        return clause.orElseThrow();
    }

    private Optional<String> clause(String orderBy) {
        int cut = orderBy.lastIndexOf('_');
        String direction = orderBy.substring(cut + 1);
        if (cut < 0 || !DIRECTIONS.contains(direction)) {
            return Optional.empty();
        }
        String field = orderBy.substring(0, cut);
        String nulls = !unset.contains(field) ? "" : direction.equals("asc") ? " nulls first" : " nulls last";
        return Optional.ofNullable(columns.get(field)).map(column -> Stream.concat(
                        Stream.of(column)
                                .filter(first -> !first.isEmpty())
                                .map(first -> first + " " + direction + nulls),
                        ties.stream().filter(tie -> !tie.equals(column)).map(tie -> tie + " " + direction))
                .collect(Collectors.joining(", ")));
    }

    private String expected() {
        return columns.keySet().stream()
                .sorted()
                .map(field -> field + "_asc, " + field + "_desc")
                .collect(Collectors.joining(", "));
    }
}

package org.axletree.hub.registry.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;

/**
 * Which page of a list.
 *
 * @param page from 1
 * @param pageSize 1 to 100
 * @param orderBy a field of the listed thing and {@code _asc} or {@code _desc}; empty for {@code created_at_asc}
 */
public record PageRequest(int page, int pageSize, String orderBy) {
    /** The most things on one page. */
    public static final int MAX_PAGE_SIZE = 100;

    public static final PageRequest FIRST = new PageRequest(1, 20, "");

    /**
     * What is asked for several things at once is asked for as many as a page may hold, and for one at the least.
     *
     * @param field name of the argument, for the error
     * @param things what they are, in the plural
     * @throws ProblemException if there are none, or more
     */
    public static void requireAtMostAPage(String field, String things, Set<String> ids) {
        if (ids.isEmpty() || ids.size() > MAX_PAGE_SIZE) {
            throw ProblemException.invalid(
                    field,
                    ids.isEmpty() ? "required" : "constraint",
                    ids.size() + " " + things + " (expected: 1 to " + MAX_PAGE_SIZE + ")");
        }
    }

    /** @throws ProblemException if there is no such page, whatever is listed */
    public void check() {
        List<Problem.ArgumentProblem> problems = problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(new Problem.InvalidArguments(problems));
        }
    }

    /** What is wrong with page and size; the order belongs to the list. */
    List<Problem.ArgumentProblem> problems() {
        List<Problem.ArgumentProblem> problems = new ArrayList<>();
        if (page < 1) {
            problems.add(new Problem.ArgumentProblem("page", "constraint", page + " (expected: 1 or more)"));
        }
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            problems.add(new Problem.ArgumentProblem(
                    "page_size", "constraint", pageSize + " (expected: 1 to " + MAX_PAGE_SIZE + ")"));
        }
        return problems;
    }
}

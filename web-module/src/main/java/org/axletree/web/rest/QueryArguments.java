package org.axletree.web.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.axletree.hub.registry.ArgumentFaults;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.listing.PageRequest;

/** The arguments behind the question mark, read as strictly as {@link JsonBody}; an empty one is the same as none. */
final class QueryArguments {
    /** What every list takes whose order is its own. */
    static final Set<String> PAGE = Set.of("page", "page_size");

    /** What every other list takes. */
    static final Set<String> PAGING = Set.of("page", "page_size", "order_by");

    private static final int STANDARD_PAGE_SIZE = 20;

    private final MultivaluedMap<String, String> arguments;
    private final ArgumentFaults faults = new ArgumentFaults();

    /** Those of a list that can be ordered and restricted. */
    static QueryArguments ofList(UriInfo uri, Set<String> filters) {
        Set<String> known = new TreeSet<>(PAGING);
        known.addAll(filters);
        return new QueryArguments(uri.getQueryParameters(), known);
    }

    /** The page of a list that takes nothing else. */
    static PageRequest pageAlone(UriInfo uri) {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), PAGE);
        PageRequest page = arguments.page();
        arguments.done();
        return page;
    }

    /** Makes sure that there are none. */
    static void none(UriInfo uri) {
        new QueryArguments(uri.getQueryParameters(), Set.of()).done();
    }

    QueryArguments(MultivaluedMap<String, String> arguments, Set<String> known) {
        this.arguments = arguments;
        for (String name : new TreeSet<>(arguments.keySet())) {
            if (!known.contains(name)) {
                String expected = known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known));
                problem(name, "unknown", "no such argument here (expected: " + expected + ")");
            } else if (arguments.get(name).size() > 1) {
                problem(name, "format", "is given " + arguments.get(name).size() + " times (expected: once)");
            }
        }
    }

    /** @throws ProblemException if anything was wrong */
    void done() {
        faults.done();
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(arguments.getFirst(name)).filter(text -> !text.isEmpty());
    }

    /**
     * One that must be there; empty if it is not.
     *
     * @param expected what would be right
     */
    String requiredText(String name, String expected) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            problem(name, "required", "is missing (expected: " + expected + ")");
        }
        return text.orElse("");
    }

    Optional<Boolean> flag(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && !Set.of("true", "false").contains(text.get())) {
            problem(name, "format", Problem.shown(text.get()) + " (expected: true or false)");
        }
        return text.map("true"::equals);
    }

    Optional<Instant> time(String name) {
        Optional<String> text = text(name);
        Optional<Instant> time = text.flatMap(ApiTime::read);
        if (text.isPresent() && time.isEmpty()) {
            problem(name, "format", ApiTime.problemWith(text.get()));
        }
        return time;
    }

    PageRequest page() {
        return new PageRequest(
                number("page", 1),
                number("page_size", STANDARD_PAGE_SIZE),
                text("order_by").orElse(""));
    }

    private int number(String name, int standard) {
        try {
            return text(name).map(Integer::parseInt).orElse(standard);
        } catch (NumberFormatException e) {
            problem(name, "format", Problem.shown(text(name).orElse("")) + " (expected: a number from 1 on)");
            return standard;
        }
    }

    void problem(String name, String reason, String helpMessage) {
        faults.add(Problem.shown(name), reason, helpMessage);
    }
}

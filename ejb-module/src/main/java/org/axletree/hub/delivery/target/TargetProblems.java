package org.axletree.hub.delivery.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.axletree.fence.AddressFence;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.RouteConfiguration;

/** Gathers what is wrong with the configuration of a target. */
public final class TargetProblems {
    private static final int TEXT_LENGTH = 255;
    private static final int HIGHEST_PORT = 65_535;

    /** Nothing that ends the host's place in an address, where options of a driver would follow. */
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,252}|[0-9A-Fa-f:.]{2,45}");

    private final RouteConfiguration configuration;
    private final AddressFence fence;
    private final List<Problem.ArgumentProblem> problems = new ArrayList<>();

    public TargetProblems(RouteConfiguration configuration, AddressFence fence) {
        this.configuration = configuration;
        this.fence = fence;
    }

    /** All that were found. */
    public List<Problem.ArgumentProblem> found() {
        return List.copyOf(problems);
    }

    /** @param sentence what is given, and what would be right; never a secret */
    public void add(String field, String reason, String sentence) {
        problems.add(new Problem.ArgumentProblem(field, reason, sentence));
    }

    /** A host by its name or address, which routes may reach. */
    public void host(String field, String host) {
        if (!HOST.matcher(host).matches()) {
            add(
                    field,
                    host.isEmpty() ? "required" : "format",
                    Problem.shown(host) + " (expected: the name or the address of a host)");
        } else {
            behindTheFence(field, host);
        }
    }

    /** The host of an address that was read already. */
    public void behindTheFence(String field, String host) {
        fence.problem(host).ifPresent(problem -> add(field, "constraint", problem));
    }

    public void port(String field, long port) {
        if (port < 1 || port > HIGHEST_PORT) {
            add(field, "constraint", port + " (expected: 1 to " + HIGHEST_PORT + ")");
        }
    }

    /** A text for a login: short, and of nothing that ends a line. */
    public void login(String field) {
        String text = configuration.text(field);
        if (text.length() > TEXT_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            add(
                    field,
                    "constraint",
                    "is too long or has a control character (expected: at most " + TEXT_LENGTH + " characters)");
        }
    }

    /** One of some words, or none. */
    public void choice(String field, Set<String> words) {
        String word = configuration.text(field);
        if (!word.isEmpty() && !words.contains(word)) {
            add(
                    field,
                    "unknown",
                    Problem.shown(word) + " (expected: one of " + String.join(", ", new TreeSet<>(words)) + ")");
        }
    }

    /** Authorities as PEM, or none. */
    public void authorities(String field) {
        TargetTrust.problem(configuration.text(field)).ifPresent(problem -> add(field, "format", problem));
    }
}

package org.axletree.hub.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Screening;
import org.axletree.core.door.Sender;
import org.axletree.core.route.RouteSet;
import org.axletree.core.topic.TopicTree;
import org.axletree.hub.condition.Condition;
import org.axletree.hub.condition.ConditionFacts;
import org.axletree.hub.condition.Verdict;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteDestination;

/**
 * The routes of one hub, as they are at one moment: never changed, only replaced. Answers are remembered by topic, so that a
 * message of a known topic costs one look-up and no allocation. Where a condition has a say, the answer is who may take it; each
 * message is then asked on a worker, beside the event loops ({@link #choose}).
 */
final class RouteTable {
    static final RouteTable EMPTY = new RouteTable("", List.of(), Optional.empty());

    /** So many topics are remembered, and only short ones: an attacker's topics cost at most 4,096 × 256 characters. */
    static final int REMEMBERED_TOPICS = 4_096;

    static final int REMEMBERED_TOPIC_LENGTH = 256;

    /** The id of no route. */
    private static final String NONE = "";

    private final String hubId;
    private final TopicTree<Route> tree = new TopicTree<>();
    private final List<Route> routes;
    private final Map<String, Condition> conditions = new HashMap<>();
    private final ConcurrentHashMap<String, Screening> remembered = new ConcurrentHashMap<>();
    /** What conditions made of sets of candidates: far fewer than topics. */
    private final ConcurrentHashMap<List<String>, RouteSet> chosen = new ConcurrentHashMap<>();

    /**
     * @param routes every route of the hub; those that only bring messages in take none
     * @param before the table in whose place it comes: conditions that are as they were are not made out anew
     */
    RouteTable(String hubId, List<Route> routes, Optional<RouteTable> before) {
        this.hubId = hubId;
        this.routes = List.copyOf(routes);
        for (Route route : routes.stream().filter(Route::takes).toList()) {
            tree.add(route.topic(), route);
            String text = route.selection().condition();
            if (!text.isEmpty()) {
                Optional<Condition> known = before.map(table -> table.conditions.get(text));
                conditions.computeIfAbsent(text, fresh -> known.orElseGet(() -> new Condition(fresh)));
            }
        }
    }

    Screening screen(String topic) {
        if (routes.isEmpty()) {
            return Screening.UNROUTED;
        }
        Screening known = remembered.get(topic);
        return known != null ? known : find(topic);
    }

    /** The same for all routes but one: what is said about a route is not for itself. Rare, and not remembered. */
    Screening screenWithout(String topic, String routeId) {
        return screening(matches(topic, routeId));
    }

    int rememberedTopics() {
        return remembered.size();
    }

    /** Every route of the hub. */
    List<Route> routes() {
        return routes;
    }

    private Screening find(String topic) {
        Screening found = screening(matches(topic, NONE));
        if (topic.length() <= REMEMBERED_TOPIC_LENGTH) {
            if (remembered.size() >= REMEMBERED_TOPICS) {
                remembered.clear(); // topics that are in use come back at once
            }
            remembered.put(topic, found);
        }
        return found;
    }

    /** @param without the id of a route that is left out; {@link #NONE} for all */
    private Set<Route> matches(String topic, String without) {
        Set<Route> matches = new LinkedHashSet<>();
        tree.forEachMatch(topic, matches::add);
        matches.removeIf(route -> route.id().equals(without));
        return matches;
    }

    private Screening screening(Collection<Route> matches) {
        if (matches.isEmpty()) {
            return Screening.UNROUTED;
        }
        boolean conditions = matches.stream()
                .anyMatch(route -> !route.selection().condition().isEmpty());
        return new Screening.Routed(
                conditions
                        ? RouteSet.ofCandidates(
                                hubId, matches.stream().map(Route::id).toList())
                        : RouteSet.of(hubId, taking(judge(matches, condition -> Verdict.NONE))));
    }

    /**
     * Which of the candidates take a message; of those that are gone meanwhile none does. Blocks on nothing, but may take
     * milliseconds.
     *
     * @return empty if none does
     */
    Optional<RouteSet> choose(List<RouteChoice> choices) {
        List<String> taking = taking(choices);
        if (taking.isEmpty()) {
            return Optional.empty();
        }
        if (chosen.size() >= REMEMBERED_TOPICS) {
            chosen.clear();
        }
        return Optional.of(chosen.computeIfAbsent(taking, ids -> RouteSet.of(hubId, ids)));
    }

    private static List<String> taking(List<RouteChoice> choices) {
        return choices.stream()
                .filter(RouteChoice::takes)
                .map(choice -> choice.route().id())
                .toList();
    }

    /** What each route does whose topic matches. */
    List<RouteChoice> judge(Publication message) {
        ConditionFacts facts = new ConditionFacts(message);
        String without = message.sender() instanceof Sender.Hub hub ? hub.routeId() : NONE;
        return judge(
                matches(message.topic(), without), text -> conditions.get(text).judge(facts));
    }

    private static List<RouteChoice> judge(Collection<Route> matches, Function<String, Verdict> conditions) {
        List<RouteChoice> choices = new ArrayList<>(matches.size());
        boolean taken = false;
        for (Route route : matches) {
            RouteChoice choice = judge(route, conditions);
            taken |= choice.takes() && !route.selection().fallback();
            choices.add(choice);
        }
        if (taken) {
            choices.replaceAll(
                    choice -> choice.takes() && choice.route().selection().fallback()
                            ? choice.because(RouteChoice.Why.ANOTHER_TAKES_IT)
                            : choice);
        }
        return distinct(choices);
    }

    private static RouteChoice judge(Route route, Function<String, Verdict> conditions) {
        boolean fallback = route.selection().fallback();
        String text = route.selection().condition();
        if (text.isEmpty()) {
            return new RouteChoice(route, fallback ? RouteChoice.Why.NO_OTHER : RouteChoice.Why.TOPIC);
        }
        Verdict verdict = conditions.apply(text);
        if (verdict.holds()) {
            return new RouteChoice(route, fallback ? RouteChoice.Why.NO_OTHER : RouteChoice.Why.CONDITION_HOLDS);
        }
        return new RouteChoice(
                route,
                verdict.isFault() ? RouteChoice.Why.CONDITION_FAULTY : RouteChoice.Why.CONDITION_DOES_NOT_HOLD,
                verdict.fault());
    }

    /** Of those that lead to the same destination one takes it, rather one that delivers than one that is paused. */
    private static List<RouteChoice> distinct(List<RouteChoice> choices) {
        Map<String, Route> byDestination = new LinkedHashMap<>();
        for (RouteChoice choice : choices) {
            if (choice.takes()) {
                byDestination.merge(destination(choice.route()), choice.route(), RouteTable::preferred);
            }
        }
        choices.replaceAll(choice -> choice.takes() && byDestination.get(destination(choice.route())) != choice.route()
                ? choice.because(RouteChoice.Why.SAME_DESTINATION)
                : choice);
        return choices;
    }

    private static String destination(Route route) {
        return route.destination().map(RouteDestination::name).orElse(route.id());
    }

    private static Route preferred(Route one, Route other) {
        if (one.paused() != other.paused()) {
            return one.paused() ? other : one;
        }
        return one.id().compareTo(other.id()) <= 0 ? one : other;
    }
}

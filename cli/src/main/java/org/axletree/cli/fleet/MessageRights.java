package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user may say and hear elsewhere, as the hub's message filters: only what is listed, or all but what is listed. A filter
 * never grants what the other side did not: a right that it cannot say is left out.
 */
final class MessageRights {
    private final Set<String> publish = new LinkedHashSet<>();
    private final Set<String> subscribe = new LinkedHashSet<>();
    private final Set<String> neverPublish = new LinkedHashSet<>();
    private final Set<String> neverSubscribe = new LinkedHashSet<>();
    private final Set<String> receive = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> unsayable = new LinkedHashSet<>();
    private final Set<String> wrong = new LinkedHashSet<>();

    /** What stands in a topic for the name of the user, and for the identifier of its client. */
    record Places(String user, String client) {
        private boolean isSayable(String topic, String name) {
            // A name with a wildcard would be one in the filter.
            return !topic.contains(client) && !(topic.contains(user) && name.matches("(?s).*[+#].*"));
        }
    }

    /** @param access {@code read}, {@code write}, {@code readwrite} or {@code deny}, as in a file of Mosquitto's */
    void add(String access, String filter) {
        switch (access) {
            case "read" -> subscribe.add(filter);
            case "write" -> publish.add(filter);
            case "deny" -> {
                neverPublish.add(filter);
                neverSubscribe.add(filter);
            }
            default -> {
                publish.add(filter);
                subscribe.add(filter);
            }
        }
    }

    void publish(String filter, boolean allowed) {
        (allowed ? publish : neverPublish).add(filter);
    }

    void subscribe(String filter, boolean allowed) {
        (allowed ? subscribe : neverSubscribe).add(filter);
    }

    /** What of that which is subscribed to may arrive; see {@link #keepReceived}. */
    void receive(String filter, boolean allowed) {
        (allowed ? receive : neverSubscribe).add(filter);
    }

    /**
     * Says that a right does not come along.
     *
     * @param right as {@code publish to a/b}
     * @param why what a message filter cannot say of it
     */
    void leaveOut(String right, String why) {
        note("its right to " + right + " is left out: " + why
                + ", which a message filter cannot say (expected: grant the topic itself by axle device update)");
    }

    /** Says what the owner has to know. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /** Whether it is a topic filter: a wildcard fills its level, and {@code #} is the last one. */
    static boolean isFilter(String text) {
        String[] levels = text.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wild = levels[i].contains("#") || levels[i].contains("+");
            if (wild && levels[i].length() > 1 || levels[i].equals("#") && i < levels.length - 1) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * Says that what a right is about is no topic filter, so that it was no right there either.
     *
     * @param where it stands, and what it says
     * @param alone whether it is the user's own, who then stays behind; one of everybody's is left out
     */
    void wrong(String where, boolean alone) {
        String sentence = where + ": is no topic filter (expected: a wildcard fills its level, and # is the last)";
        if (alone) {
            wrong.add(sentence);
        } else {
            note(sentence + ", and is left out");
        }
    }

    void addAll(MessageRights others) {
        publish.addAll(others.publish);
        subscribe.addAll(others.subscribe);
        neverPublish.addAll(others.neverPublish);
        neverSubscribe.addAll(others.neverSubscribe);
        receive.addAll(others.receive);
        notes.addAll(others.notes);
        unsayable.addAll(others.unsayable);
        wrong.addAll(others.wrong);
    }

    /** The same as they are for one user. */
    MessageRights of(String user, Places places) {
        MessageRights own = new MessageRights();
        Set<String> leftOut = new LinkedHashSet<>();
        fill(publish, own.publish, leftOut, user, places);
        fill(subscribe, own.subscribe, leftOut, user, places);
        fill(receive, own.receive, new LinkedHashSet<>(), user, places);
        fill(neverPublish, own.neverPublish, own.unsayable, user, places);
        fill(neverSubscribe, own.neverSubscribe, own.unsayable, user, places);
        leftOut.forEach(topic -> own.note("its right to " + topic
                + " is left out, which a message filter cannot say (expected: neither a client identifier nor a user"
                + " name with + or #; grant the topic itself by axle device update)"));
        own.notes.addAll(notes);
        own.wrong.addAll(wrong);
        return own;
    }

    /**
     * Cuts what may be subscribed to down to what may be received, where that is not everything.
     *
     * @param all whether everything may be subscribed to
     */
    void keepReceived(boolean all) {
        Set<String> wanted = new LinkedHashSet<>(all ? receive : subscribe);
        subscribe.clear();
        for (String filter : wanted) {
            if (receive.stream().anyMatch(each -> covers(each, filter))) {
                subscribe.add(filter);
                continue;
            }
            List<String> narrower =
                    receive.stream().filter(each -> covers(filter, each)).toList();
            subscribe.addAll(narrower);
            note("its right to subscribe to " + filter
                    + (narrower.isEmpty() ? " is left out" : " becomes one to " + String.join(", ", narrower))
                    + ": the broker might send it nothing else there");
        }
    }

    /** Whether every topic that the second filter matches is one that the first matches. */
    static boolean covers(String wide, String narrow) {
        String[] all = wide.split("/", -1);
        String[] some = narrow.split("/", -1);
        if (some[0].startsWith("$") && !all[0].equals(some[0])) {
            return false; // wildcards do not match the broker's own topics
        }
        for (int i = 0; i < all.length; i++) {
            if (all[i].equals("#")) {
                return true;
            }
            if (i >= some.length || some[i].equals("#") || !all[i].equals("+") && !all[i].equals(some[i])) {
                return false;
            }
        }
        return all.length == some.length;
    }

    private static void fill(Set<String> from, Set<String> to, Set<String> others, String user, Places places) {
        for (String topic : from) {
            if (places.isSayable(topic, user)) {
                to.add(topic.replace(places.user(), user));
            } else {
                others.add(topic);
            }
        }
    }

    /** Why a filter of the hub cannot say them; empty if it can. What is allowed less is no such reason. */
    Optional<String> obstacle() {
        if (!wrong.isEmpty()) {
            return Optional.of(String.join("; ", wrong));
        }
        if (!unsayable.isEmpty()) {
            return Optional.of(
                    "its rights deny " + String.join(", ", unsayable)
                            + ", which a message filter cannot say (expected: neither a client identifier nor a user name with + or #)");
        }
        boolean both =
                !publish.isEmpty() && !neverPublish.isEmpty() || !subscribe.isEmpty() && !neverSubscribe.isEmpty();
        return both
                ? Optional.of(
                        "its rights both allow and deny (expected: one of the two, which a message filter can say)")
                : Optional.empty();
    }

    /** What was allowed there and is not here. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * @param publishOtherwise whether what is not listed may be published
     * @param subscribeOtherwise whether what is not listed may be subscribed to
     */
    JsonObject json(boolean publishOtherwise, boolean subscribeOtherwise) {
        return Json.createObjectBuilder()
                .add("publish", filter(publish, neverPublish, publishOtherwise))
                .add("subscribe", filter(subscribe, neverSubscribe, subscribeOtherwise))
                .build();
    }

    private static JsonObject filter(Set<String> allowed, Set<String> forbidden, boolean otherwise) {
        boolean open = allowed.isEmpty() && otherwise;
        JsonArrayBuilder topics = Json.createArrayBuilder();
        (open ? forbidden : allowed).forEach(topics::add);
        return Json.createObjectBuilder()
                .add("policy", open ? "reject" : "accept")
                .add("topics", topics)
                .build();
    }
}

package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a user may say and hear elsewhere, as the hub's message filters: only what is listed, or all but what is listed. */
final class MessageRights {
    private final Set<String> publish = new LinkedHashSet<>();
    private final Set<String> subscribe = new LinkedHashSet<>();
    private final Set<String> neverPublish = new LinkedHashSet<>();
    private final Set<String> neverSubscribe = new LinkedHashSet<>();

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

    void addAll(MessageRights others) {
        publish.addAll(others.publish);
        subscribe.addAll(others.subscribe);
        neverPublish.addAll(others.neverPublish);
        neverSubscribe.addAll(others.neverSubscribe);
    }

    /** The same with a text in the place of what stands for it. */
    MessageRights filled(String place, String text) {
        MessageRights filled = new MessageRights();
        publish.forEach(each -> filled.publish.add(each.replace(place, text)));
        subscribe.forEach(each -> filled.subscribe.add(each.replace(place, text)));
        neverPublish.forEach(each -> filled.neverPublish.add(each.replace(place, text)));
        neverSubscribe.forEach(each -> filled.neverSubscribe.add(each.replace(place, text)));
        return filled;
    }

    /** Whether they can be said at all: a filter of the hub either allows or forbids. */
    boolean isSayable() {
        return (publish.isEmpty() || neverPublish.isEmpty()) && (subscribe.isEmpty() || neverSubscribe.isEmpty());
    }

    /** @param otherwise whether what is not listed is allowed */
    JsonObject json(boolean otherwise) {
        return Json.createObjectBuilder()
                .add("publish", filter(publish, neverPublish, otherwise))
                .add("subscribe", filter(subscribe, neverSubscribe, otherwise))
                .build();
    }

    private static JsonObject filter(Set<String> allowed, Set<String> forbidden, boolean otherwise) {
        boolean open = allowed.isEmpty() && (otherwise || !forbidden.isEmpty());
        JsonArrayBuilder topics = Json.createArrayBuilder();
        (open ? forbidden : allowed).forEach(topics::add);
        return Json.createObjectBuilder()
                .add("policy", open ? "reject" : "accept")
                .add("topics", topics)
                .build();
    }
}

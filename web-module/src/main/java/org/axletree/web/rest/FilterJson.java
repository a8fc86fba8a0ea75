package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.Problem;

/** Message filters in the API's words: {@code {"policy":"accept","topics":["a/#"]}}. */
final class FilterJson {
    static final Set<String> FILTERS_FIELDS = Set.of("publish", "subscribe");
    static final Set<String> FILTER_FIELDS = Set.of("policy", "topics");

    private FilterJson() {}

    /** The filter of that name, if the body has one. */
    static Optional<MessageFilter> read(Optional<JsonBody> filters, String name) {
        return filters.flatMap(body -> body.object(name, FILTER_FIELDS)).map(FilterJson::read);
    }

    private static MessageFilter read(JsonBody body) {
        List<TopicFilter> topics = topics(body);
        return body.filledText("policy")
                .filter(policy -> !policy.equals("unknown")) // SDKs send it where none is meant
                .map(policy -> new MessageFilter(policy(body, policy), topics))
                .orElseGet(() -> withoutPolicy(body, topics));
    }

    private static MessageFilter withoutPolicy(JsonBody body, List<TopicFilter> topics) {
        if (!topics.isEmpty()) {
            body.problem("policy", "required", "is missing beside topics (expected: accept or reject)");
        }
        return MessageFilter.EVERYTHING;
    }

    private static FilterPolicy policy(JsonBody body, String policy) {
        return switch (policy) {
            case "accept" -> FilterPolicy.ACCEPT;
            case "reject" -> FilterPolicy.REJECT;
            default -> {
                body.problem("policy", "unknown", Problem.shown(policy) + " (expected: accept or reject)");
                yield FilterPolicy.REJECT;
            }
        };
    }

    private static List<TopicFilter> topics(JsonBody body) {
        List<TopicFilter> topics = new ArrayList<>();
        List<String> texts = body.texts("topics");
        for (int i = 0; i < texts.size(); i++) {
            Optional<String> problem = TopicFilter.problemWith(texts.get(i));
            if (problem.isPresent()) {
                body.problem("topics[" + i + "]", "format", problem.get());
                return topics; // one is enough: an answer must not grow with the number of mistakes
            }
            topics.add(TopicFilter.of(texts.get(i)));
        }
        return topics;
    }

    static JsonObject of(MessageFilters filters) {
        return Json.createObjectBuilder()
                .add("publish", of(filters.publish()))
                .add("subscribe", of(filters.subscribe()))
                .build();
    }

    private static JsonObject of(MessageFilter filter) {
        JsonArrayBuilder topics = Json.createArrayBuilder();
        filter.topics().forEach(topic -> topics.add(topic.toString()));
        return Json.createObjectBuilder()
                .add("policy", filter.policy().name().toLowerCase(Locale.ROOT))
                .add("topics", topics)
                .build();
    }
}

package org.axletree.core.filter;

import java.util.List;
import java.util.Objects;
import org.axletree.core.topic.TopicFilter;

/**
 * What a device may publish, or what it may hear (clouds.md E1 to E6).
 *
 * @param policy whether the list accepts or rejects
 * @param topics the list, in the owner's order
 */
public record MessageFilter(FilterPolicy policy, List<TopicFilter> topics) {
    /** Restricts nothing, topics that begin with {@code $} included (clouds.md E5). */
    public static final MessageFilter EVERYTHING = new MessageFilter(FilterPolicy.REJECT, List.of());

    public MessageFilter {
        Objects.requireNonNull(policy, "policy");
        topics = List.copyOf(topics);
    }

    /** Whether a message may be published to the topic. Allocates nothing. */
    public boolean permitsPublish(String topic) {
        boolean listed = false;
        for (int i = 0; i < topics.size() && !listed; i++) {
            listed = topics.get(i).matches(topic);
        }
        return listed == (policy == FilterPolicy.ACCEPT);
    }

    /**
     * Whether the filter may be subscribed to. A list that accepts must cover it with one of its entries; a list that
     * rejects must not meet it anywhere.
     */
    public boolean permitsSubscribe(TopicFilter filter) {
        return policy == FilterPolicy.ACCEPT
                ? topics.stream().anyMatch(listed -> listed.covers(filter))
                : topics.stream().noneMatch(listed -> listed.intersects(filter));
    }
}

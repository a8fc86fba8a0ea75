package org.axletree.core.filter;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axletree.core.topic.TopicFilter;

/** What a device may publish, or what it may hear (scaleway.md E1 to E6). Never changes; from any thread. */
public final class MessageFilter {
    /** Restricts nothing, topics that begin with {@code $} included (scaleway.md E5). */
    public static final MessageFilter EVERYTHING = new MessageFilter(FilterPolicy.REJECT, List.of());

    /** Looking through so many topics takes no longer than finding what was remembered. */
    private static final int FEW = 2;

    private static final int REMEMBERED = 64;
    private static final int LONGEST_REMEMBERED = 256;

    private final FilterPolicy policy;
    private final List<TopicFilter> topics;
    /** Of long lists: what was asked lately. Threads may write over each other's answers, each of which is right. */
    private final Answer[] remembered;

    private record Answer(String topic, boolean listed) {}

    /**
     * @param policy whether the list accepts or rejects
     * @param topics the list, in the owner's order
     */
    public MessageFilter(FilterPolicy policy, List<TopicFilter> topics) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.topics = List.copyOf(topics);
        this.remembered = new Answer[topics.size() > FEW ? REMEMBERED : 0];
    }

    /** Whether the list accepts or rejects. */
    public FilterPolicy policy() {
        return policy;
    }

    /** The list, in the owner's order. */
    public List<TopicFilter> topics() {
        return topics;
    }

    /** Whether a message may be published to the topic. Allocates nothing for a topic that was asked for lately. */
    public boolean permitsTopic(String topic) {
        boolean listed = remembered.length == 0 ? isListed(topic) : recall(topic);
        return listed == (policy == FilterPolicy.ACCEPT);
    }

    private boolean recall(String topic) {
        int hash = topic.hashCode();
        int slot = (hash ^ hash >>> 16) & REMEMBERED - 1;
        Answer known = remembered[slot];
        if (known != null && known.topic.equals(topic)) {
            return known.listed;
        }
        boolean listed = isListed(topic);
        if (topic.length() <= LONGEST_REMEMBERED) {
            remembered[slot] = new Answer(topic, listed);
        }
        return listed;
    }

    /** The first entry that the topic matches; empty if none does. */
    public Optional<TopicFilter> entryFor(String topic) {
        return topics.stream().filter(entry -> entry.matches(topic)).findFirst();
    }

    private boolean isListed(String topic) {
        for (int i = 0; i < topics.size(); i++) {
            if (topics.get(i).matches(topic)) {
                return true;
            }
        }
        return false;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageFilter filter && filter.policy == policy && filter.topics.equals(topics);
    }

    @Override
    public int hashCode() {
        return Objects.hash(policy, topics);
    }

    @Override
    public String toString() {
        return policy + " " + topics;
    }
}

package org.axletree.core.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.topic.TopicFilter;

/**
 * The filters of one device, with their variables filled in.
 *
 * @param filters what the device may do
 * @param problems an entry that could not be filled in, and why; one line each (scaleway.md E8)
 */
public record FilledFilters(MessageFilters filters, List<String> problems) {
    public FilledFilters {
        problems = List.copyOf(problems);
    }

    /**
     * Fills in. An entry that cannot be is left out of a list that accepts. In a list that rejects it stands for all it might
     * have meant, since to leave it out would allow what was to be forbidden.
     */
    public static FilledFilters of(MessageFilters filters, DeviceIdentity identity) {
        if (!hasTemplates(filters.publish()) && !hasTemplates(filters.subscribe())) {
            return new FilledFilters(filters, List.of());
        }
        List<String> problems = new ArrayList<>();
        MessageFilter publish = filled(filters.publish(), identity, problems);
        MessageFilter subscribe = filled(filters.subscribe(), identity, problems);
        return new FilledFilters(new MessageFilters(publish, subscribe), problems);
    }

    private static boolean hasTemplates(MessageFilter filter) {
        return filter.topics().stream().anyMatch(TopicTemplate::isTemplate);
    }

    private static MessageFilter filled(MessageFilter filter, DeviceIdentity identity, List<String> problems) {
        List<TopicFilter> topics = new ArrayList<>();
        for (TopicFilter entry : filter.topics()) {
            if (!TopicTemplate.isTemplate(entry)) {
                topics.add(entry);
                continue;
            }
            TopicTemplate.Filled filled = TopicTemplate.fill(entry, identity);
            if (filled.filter().isEmpty()) {
                problems.add(entry + ": " + filled.problem());
            }
            filled.filter()
                    .or(() -> filter.policy() == FilterPolicy.REJECT ? Optional.of(widest(entry)) : Optional.empty())
                    .ifPresent(topics::add);
        }
        return new MessageFilter(filter.policy(), topics);
    }

    /** Everything below the level with the first variable. */
    private static TopicFilter widest(TopicFilter entry) {
        List<String> levels = new ArrayList<>();
        for (String level : entry.levels()) {
            if (level.contains("{{")) {
                break;
            }
            levels.add(level);
        }
        levels.add("#");
        return TopicFilter.of(String.join("/", levels));
    }
}

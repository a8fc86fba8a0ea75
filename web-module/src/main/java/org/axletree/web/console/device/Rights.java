package org.axletree.web.console.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.ProblemException;
import org.axletree.web.console.Texts;

/** What a device may publish or hear, as people write it: a policy, and a topic on each line. */
final class Rights {
    private Rights() {}

    /** In one line. */
    static String inWords(MessageFilter filter) {
        String topics = filter.topics().stream().map(TopicFilter::toString).collect(Collectors.joining(", "));
        if (filter.policy() == FilterPolicy.ACCEPT) {
            return topics.isEmpty() ? Texts.of("rights.nothing") : Texts.of("rights.only", "topics", topics);
        }
        return topics.isEmpty() ? Texts.of("rights.everything") : Texts.of("rights.but", "topics", topics);
    }

    /** The topics, one on each line. */
    static String lines(MessageFilter filter) {
        return filter.topics().stream().map(TopicFilter::toString).collect(Collectors.joining("\n"));
    }

    /**
     * What somebody typed.
     *
     * @param argument name of the field, for the error
     * @throws ProblemException if a line is no topic
     */
    static MessageFilter of(String argument, FilterPolicy policy, String lines) {
        List<TopicFilter> topics = new ArrayList<>();
        for (String line : lines.lines().map(String::strip).toList()) {
            if (!line.isEmpty()) {
                Optional<String> problem = TopicFilter.problemWith(line);
                if (problem.isPresent()) {
                    throw ProblemException.invalid(argument, "format", line + ": " + problem.get());
                }
                topics.add(TopicFilter.of(line));
            }
        }
        return new MessageFilter(policy, topics);
    }
}

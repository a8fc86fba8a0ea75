package org.axletree.hub.explain;

import java.util.Optional;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Screening;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;

/** What a device's publish filter says of a topic, as a sentence; the decision itself was the dispatcher's. */
final class FilterAnswers {
    private FilterAnswers() {}

    static MessageExplanation.Publishing allowed(Admission.Admitted rights, String topic, boolean request) {
        MessageFilter filter = rights.filters().publish();
        Optional<TopicFilter> entry = filter.entryFor(topic);
        String why;
        if (filter.policy() == FilterPolicy.ACCEPT) {
            why = "The publish filter accepts " + topic + " by "
                    + entry.map(TopicFilter::toString).orElse("") + beyond(request);
        } else if (filter.topics().isEmpty()) {
            why = "The publish filter restricts nothing" + beyond(request);
        } else {
            why = "No entry of the publish filter rejects " + topic + beyond(request);
        }
        return answer(Optional.empty(), why, rights, topic, entry, false, request);
    }

    private static String beyond(boolean request) {
        return request ? "; the hub itself answers the request" : "";
    }

    static MessageExplanation.Publishing refused(Admission.Admitted rights, String topic, Screening.Dropped dropped) {
        MessageFilter filter = rights.filters().publish();
        Optional<TopicFilter> entry = filter.entryFor(topic);
        String why;
        if (dropped.reason() != Reason.TOPIC_UNAUTHORIZED) {
            why = dropped.reason().text();
        } else if (filter.permitsTopic(topic)) {
            why = topic.startsWith("$")
                    ? "Only the hub speaks on " + topic
                    : "A device of the dialect " + rights.dialect() + " may speak on its own topics only, and " + topic
                            + " is none of them";
        } else if (filter.policy() == FilterPolicy.REJECT) {
            why = "The publish filter rejects " + topic + " by "
                    + entry.map(TopicFilter::toString).orElse("");
        } else {
            why = filter.topics().isEmpty()
                    ? "The publish filter accepts nothing"
                    : "None of the " + filter.topics().size() + " entries of the publish filter accepts " + topic;
        }
        return answer(Optional.of(dropped.reason()), why, rights, topic, entry, dropped.cut(), false);
    }

    private static MessageExplanation.Publishing answer(
            Optional<Reason> reason,
            String why,
            Admission.Admitted rights,
            String topic,
            Optional<TopicFilter> entry,
            boolean cut,
            boolean request) {
        return new MessageExplanation.Publishing(
                reason, why, entry.map(TopicFilter::toString).orElse(""), topic, rights.dialect(), cut, request);
    }
}

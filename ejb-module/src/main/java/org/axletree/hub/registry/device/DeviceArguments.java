package org.axletree.hub.registry.device;

import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.TopicTemplate;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ArgumentCheck;

/** What a request may say of a device alone. */
public final class DeviceArguments {
    private DeviceArguments() {}

    public static void publishFilter(ArgumentCheck check, MessageFilter filter) {
        filter(check, "message_filters.publish.topics", filter);
    }

    public static void subscribeFilter(ArgumentCheck check, MessageFilter filter) {
        filter(check, "message_filters.subscribe.topics", filter);
    }

    private static void filter(ArgumentCheck check, String argument, MessageFilter filter) {
        int most = check.limit(HubLimit.FILTER_TOPICS);
        if (filter.topics().size() > most) {
            check.add(argument, "constraint", filter.topics().size() + " topics (expected: at most " + most + ")");
        }
        filter.topics().stream().filter(check::isTooDeep).findFirst().ifPresent(topic -> check.topic(argument, topic));
        filter.topics().stream()
                .flatMap(topic -> TopicTemplate.problemWith(topic).stream())
                .findFirst()
                .ifPresent(problem -> check.add(argument, "format", problem));
    }
}

package org.axletree.hub.dialect.huawei;

import java.util.List;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.topic.TopicFilter;

/** The message filters that a Huawei device is registered with: it hears its own topics. Its owner may allow it more. */
public final class HuaweiFilters {
    private static final String NAME = "{{ device.name }}";

    /** What a device may say its dialect knows; what it may hear stands here. */
    public static final MessageFilters OWN_TOPICS = new MessageFilters(
            MessageFilter.EVERYTHING,
            new MessageFilter(
                    FilterPolicy.ACCEPT,
                    List.of(
                            TopicFilter.of(HuaweiTopic.root(NAME) + "#"),
                            TopicFilter.of(HuaweiTopic.oldRoot(NAME) + "#"))));

    private HuaweiFilters() {}
}

package org.axletree.hub.dialect.azure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.azure.OwnTopics;

/** What a device may say its dialect knows; what it may hear stands here (docs/reference/dialects/azure.md, 4). */
@ApplicationScoped
public class AzureFilters implements OwnTopics {

    @Override
    public MessageFilters of(String name) {
        return ownTopics(name);
    }

    public static MessageFilters ownTopics(String name) {
        List<TopicFilter> heard = new ArrayList<>(List.of(TopicFilter.of(AzureTopics.HUB + "#")));
        if (name.indexOf('+') < 0 && name.indexOf('#') < 0) { // else no filter can name it
            heard.add(TopicFilter.of(AzureTopics.own(name) + (name.indexOf('/') < 0 ? "/messages/#" : "/#")));
        }
        return new MessageFilters(MessageFilter.EVERYTHING, new MessageFilter(FilterPolicy.ACCEPT, heard));
    }
}

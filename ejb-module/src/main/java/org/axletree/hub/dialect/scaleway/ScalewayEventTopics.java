package org.axletree.hub.dialect.scaleway;

import jakarta.enterprise.context.Dependent;
import org.axletree.hub.registry.hub.EventTopics;

/** Events begin where Scaleway's do: it is the only one of the clouds that says them to devices. */
@Dependent
public class ScalewayEventTopics implements EventTopics {
    @Override
    public String standardPrefix() {
        return ScalewayTopics.EVENTS;
    }
}

package org.axletree.core.topic.violating;

import jakarta.jms.BytesMessage;
import org.axletree.core.event.HubEvent;

/** Breaks the order inside core, and brings a library into it. */
record KnowsEvents(HubEvent event, BytesMessage message) {}

package org.axletree.core.topic.violating;

import jakarta.jms.BytesMessage;
import org.axletree.core.event.RegistryChange;

/** Breaks the order inside core, and brings a library into it. */
record KnowsChanges(RegistryChange event, BytesMessage message) {}

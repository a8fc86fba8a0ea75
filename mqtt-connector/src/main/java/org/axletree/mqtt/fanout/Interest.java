package org.axletree.mqtt.fanout;

/** What stands behind a topic filter: one subscription, or a group that shares what matches. */
sealed interface Interest permits Subscription, SharedGroup {}

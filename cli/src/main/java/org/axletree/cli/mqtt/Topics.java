package org.axletree.cli.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import org.axletree.cli.terminal.Failure;

/** Topics and filters, looked at before a connection is made for them. */
final class Topics {
    private Topics() {}

    /** The topic, if something can be said on it. */
    static String topic(String text) {
        try {
            MqttTopic.of(text);
            return text;
        } catch (IllegalArgumentException wrong) {
            throw Failure.usage("the topic " + text + " was wrong (expected: some characters, and no + and no #)");
        }
    }

    /** The filter, if it can be subscribed to. */
    static String filter(String text) {
        try {
            MqttTopicFilter.of(text);
            return text;
        } catch (IllegalArgumentException wrong) {
            throw Failure.usage(
                    "the topic filter " + text + " was wrong (expected: + as a whole level, and # as the last one)");
        }
    }
}

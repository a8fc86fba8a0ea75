package org.axletree.jms;

import java.util.Properties;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.route.RouteBatch;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;

/** The configuration of the embedded broker (OpenMQ Administration Guide, "Broker Properties Reference"). */
final class BrokerProperties {
    /** Room for topic, properties and packet header beside the payload: a topic alone may have 64 KiB. */
    private static final int HEADER_BYTES = 1024 * 1024;

    private BrokerProperties() {}

    /** @param heapBytes most memory that this process may use */
    static Properties of(Settings settings, long heapBytes) {
        Properties properties = new Properties();
        listen(properties, settings);
        admit(properties);
        limit(properties, settings, heapBytes);
        return properties;
    }

    private static void listen(Properties properties, Settings settings) {
        properties.setProperty("imq.hostname", settings.text(Setting.JMS_BIND));
        // The port mapper tells clients the port of the service: the system chooses it.
        properties.setProperty("imq.jms.tcp.port", "0");
        properties.setProperty("imq.service.activelist", "jms");
        properties.setProperty("imq.jmx.enabled", "false");
        properties.setProperty("imq.jms.max_threads", "500");
    }

    private static void admit(Properties properties) {
        properties.setProperty("imq.authentication.type", "digest");
        properties.setProperty("imq.authentication.client.response.timeout", "30");
        properties.setProperty("imq.accesscontrol.enabled", "true");
        properties.setProperty("imq.autocreate.topic", "true");
        // They would tell everybody's consumers of everybody's queues.
        properties.setProperty("imq.metrics.topic.enabled", "false");
        properties.setProperty("imq.autocreate.queue", "true");
    }

    private static void limit(Properties properties, Settings settings, long heapBytes) {
        // A queue without room for a whole batch would refuse it for ever, so smaller limits are raised to it.
        long largest = (long) settings.limit(HubLimit.PAYLOAD_BYTES) + HEADER_BYTES;
        String messages =
                Integer.toString(Math.max(RouteBatch.MOST_MESSAGES, settings.limit(HubLimit.ROUTE_QUEUE_MESSAGES)));
        long queueBytes =
                Math.max(largest + RouteBatch.MOST_BYTES + HEADER_BYTES, settings.limit(HubLimit.ROUTE_QUEUE_BYTES));
        String bytes = Long.toString(queueBytes);
        properties.setProperty("imq.message.max_size", Long.toString(largest));
        properties.setProperty("imq.autocreate.destination.maxBytesPerMsg", Long.toString(largest));
        properties.setProperty("imq.autocreate.destination.maxNumMsgs", messages);
        properties.setProperty("imq.autocreate.destination.maxTotalMsgBytes", bytes);
        // A message of a batch goes to as many queues as the hub has routes that match; the broker's default is 1000 in
        // all.
        long sends = (long) RouteBatch.MOST_MESSAGES * settings.limit(HubLimit.ROUTES_PER_HUB);
        properties.setProperty("imq.transaction.producer.maxNumMsgs", Long.toString(sends));
        // A full queue refuses the hub, which holds the sender back; nothing in it is ever given up for something
        // newer.
        properties.setProperty("imq.autocreate.destination.limitBehavior", "REJECT_NEWEST");
        properties.setProperty("imq.autocreate.destination.useDMQ", "false");
        properties.setProperty("imq.autocreate.queue.maxNumActiveConsumers", "-1");
        properties.setProperty("imq.autocreate.queue.maxNumBackupConsumers", "0");
        // All queues together may take a third of the memory; beyond it, they refuse.
        properties.setProperty(
                "imq.system.max_size", Long.toString(Math.max(2 * (largest + RouteBatch.MOST_BYTES), heapBytes / 3)));
        properties.setProperty("imq.persist.store", "file");
        // Without, a commit is in the hands of the operating system: it survives the end of the process, not of the
        // power.
        boolean sync = settings.text(Setting.JMS_SYNC).equals("yes");
        properties.setProperty("imq.persist.file.sync.enabled", Boolean.toString(sync));
        // To let go of a mapped file, the broker collects garbage three times as it stops and sleeps in between.
        properties.setProperty("imq.persist.file.transaction.memorymappedfile.enabled", "false");
        properties.setProperty("imq.log.level", "INFO");
        properties.setProperty("imq.log.file.rolloverbytes", "10485760");
    }
}

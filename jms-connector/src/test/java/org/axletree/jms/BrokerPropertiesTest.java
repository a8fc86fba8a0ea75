package org.axletree.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.axletree.core.setting.Settings;
import org.junit.jupiter.api.Test;

class BrokerPropertiesTest {
    private static final long GIB = 1024L * 1024 * 1024;

    @Test
    void limits_notSet_areTheDefaultsOfTheTable() {
        Properties properties = BrokerProperties.of(Settings.of(Map.of()), 3 * GIB);

        assertThat(properties)
                .containsEntry("imq.autocreate.destination.maxNumMsgs", "100000")
                .containsEntry("imq.autocreate.destination.maxTotalMsgBytes", "134217728")
                .containsEntry("imq.message.max_size", "5242880")
                .containsEntry("imq.transaction.producer.maxNumMsgs", "25600")
                .containsEntry("imq.system.max_size", Long.toString(GIB))
                .containsEntry("imq.autocreate.destination.limitBehavior", "REJECT_NEWEST");
    }

    @Test
    void limits_smallerThanATransaction_areRaisedToOne() {
        Properties properties = BrokerProperties.of(
                Settings.of(Map.of(
                        "axletree.limit.route.queue.messages", "1",
                        "axletree.limit.route.queue.bytes", "1")),
                GIB);

        assertThat(properties)
                .containsEntry("imq.autocreate.destination.maxNumMsgs", "256")
                .containsEntry("imq.autocreate.destination.maxTotalMsgBytes", Integer.toString(10 * 1024 * 1024));
    }

    @Test
    void sync_isForThoseWhoAskForIt() {
        assertThat(BrokerProperties.of(Settings.of(Map.of()), GIB))
                .containsEntry("imq.persist.file.sync.enabled", "false");
        assertThat(BrokerProperties.of(Settings.of(Map.of("axletree.jms.sync", "yes")), GIB))
                .containsEntry("imq.persist.file.sync.enabled", "true");
    }

    @Test
    void services_forAdministrationAndJmx_areOff() {
        Properties properties = BrokerProperties.of(Settings.of(Map.of()), GIB);

        assertThat(properties)
                .containsEntry("imq.service.activelist", "jms")
                .containsEntry("imq.jmx.enabled", "false")
                .containsEntry("imq.hostname", "127.0.0.1");
    }
}

package org.axletree.verification.walk;

import java.io.IOException;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.NestedHello;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 8 item 13: the broker reads objects of a stranger before it asks for a password; but none that hurts. */
@ExtendWith(SharedAxletree.class)
class SerialPacketsIT {
    @Test
    void helloOfNestedSets_isReadNoFurther_andTheBrokerGoesOn(AxletreeProcess hub) throws IOException {
        for (int stranger = 0; stranger < 8; stranger++) {
            NestedHello.sayTo(hub);
        }

        RouteConsumer.connect(hub.jmsAddress(), "enterprise", hub.jmsPassword()).close();
    }
}

package org.axletree.jms;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class ClientConnectionsTest {
    /** One that hung is there for the operating system, which goes on to accept connections for it. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void brokerThatHangs_isGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            ConnectionFactory connections = ClientConnections.elsewhere(
                    "mq://127.0.0.1:" + silent.getLocalPort(), "hub", "secret", Duration.ofMillis(500));

            assertThatThrownBy(() -> connections.createContext(JMSContext.SESSION_TRANSACTED))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }
}

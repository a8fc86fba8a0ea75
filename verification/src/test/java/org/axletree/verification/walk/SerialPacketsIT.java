package org.axletree.verification.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.messaging.jmq.io.PacketType;
import com.sun.messaging.jmq.io.ReadWritePacket;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 8 item 13: the broker reads objects of a stranger before it asks for a password; but none that hurts. */
@ExtendWith(SharedAxletree.class)
class SerialPacketsIT {
    private static final Pattern SERVICE = Pattern.compile("jms tcp NORMAL (\\d+)");
    /** Each doubles what it costs to read them: of forty the broker would not be done today. */
    private static final int LEVELS = 40;

    @Test
    void helloOfNestedSets_isReadNoFurther_andTheBrokerGoesOn(AxletreeProcess hub) throws IOException {
        URI broker = URI.create(hub.jmsAddress());

        for (int stranger = 0; stranger < 8; stranger++) {
            try (Socket socket = new Socket(broker.getHost(), servicePort(broker))) {
                socket.setSoTimeout(60_000);
                hello().writePacket(socket.getOutputStream());
                InputStream in = socket.getInputStream();
                while (in.read() >= 0) {
                    // whatever it answers, it comes to an end
                }
            }
        }

        RouteConsumer.connect(hub.jmsAddress(), "enterprise", hub.jmsPassword()).close();
    }

    private static int servicePort(URI broker) throws IOException {
        try (Socket socket = new Socket(broker.getHost(), broker.getPort())) {
            String services = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher service = SERVICE.matcher(services);
            assertThat(service.find()).as(services).isTrue();
            return Integer.parseInt(service.group(1));
        }
    }

    /** As clients of a version long gone sent it: with its properties as a serialised Hashtable. */
    private static ReadWritePacket hello() {
        Set<Object> root = new HashSet<>();
        Set<Object> one = root;
        Set<Object> other = new HashSet<>();
        for (int level = 0; level < LEVELS; level++) {
            Set<Object> nextOne = new HashSet<>();
            Set<Object> nextOther = new HashSet<>();
            nextOne.add("differs");
            one.add(nextOne);
            one.add(nextOther);
            other.add(nextOne);
            other.add(nextOther);
            one = nextOne;
            other = nextOther;
        }
        Hashtable<Object, Object> properties = new Hashtable<>();
        properties.put("JMQProtocolLevel", root);
        ReadWritePacket packet = new ReadWritePacket();
        packet.setVersion(ReadWritePacket.VERSION2);
        packet.setPacketType(PacketType.HELLO);
        packet.setProperties(properties);
        return packet;
    }
}

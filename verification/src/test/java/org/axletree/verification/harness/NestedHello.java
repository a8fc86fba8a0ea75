package org.axletree.verification.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a stranger may say to the JMS broker before a login: a packet of objects that cost more to read than to send. */
public final class NestedHello {
    private static final Pattern SERVICE = Pattern.compile("jms tcp NORMAL (\\d+)");
    /** Bytes before the properties. */
    private static final int HEADER = 76;

    /** Each doubles what it costs to read them: of forty the broker would not be done today. */
    private static final int LEVELS = 40;

    private NestedHello() {}

    /** Says it, and waits until the broker is done with the packet. */
    public static void sayTo(RunningHub hub) throws IOException {
        URI broker = URI.create(hub.jmsAddress());
        try (Socket socket = new Socket(broker.getHost(), servicePort(broker))) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(hello());
            socket.getInputStream().read(); // the end, or the beginning of an answer
        }
    }

    private static int servicePort(URI broker) throws IOException {
        try (Socket socket = new Socket(broker.getHost(), broker.getPort())) {
            String services = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher service = SERVICE.matcher(services);
            if (!service.find()) {
                throw new IOException(services);
            }
            return Integer.parseInt(service.group(1));
        }
    }

    /** As clients of a version long gone sent it: with its properties as a serialised Hashtable. */
    private static byte[] hello() throws IOException {
        byte[] properties = serialised(new Hashtable<>(Map.of("JMQProtocolLevel", nested())));
        ByteBuffer packet = ByteBuffer.allocate(HEADER + properties.length);
        packet.putInt(0, 0x1bffe3c2);
        packet.putShort(4, (short) 200); // the version
        packet.putShort(6, (short) 10); // HELLO
        packet.putInt(8, packet.capacity());
        packet.putInt(52, HEADER);
        packet.putInt(56, properties.length);
        packet.put(HEADER, properties);
        return packet.array();
    }

    private static Set<Object> nested() {
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
        return root;
    }

    private static byte[] serialised(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}

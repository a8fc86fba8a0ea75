package org.axletree.verification.lwm2m;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.elements.AddressEndpointContext;

/**
 * Devices without DTLS, each with a port of its own, that register and update by one thread: so many at once wait for their answer. What
 * they are asked meanwhile they answer.
 */
public final class DeviceCrowd implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final long AGAIN_AFTER = TimeUnit.SECONDS.toNanos(2);
    private static final int ACKNOWLEDGEMENT = 2;
    private static final int CREATED = 0x41;
    private static final int CHANGED = 0x44;
    private static final int DELETED = 0x42;
    /** 2.05, and behind its token: observed, octets. */
    private static final byte CONTENT = 0x45;

    private static final byte[] OBSERVED_OCTETS = {0x60, 0x61, 42};

    private final Selector selector = Selector.open();
    private final List<Device> devices = new ArrayList<>();
    private final UdpDataSerializer serializer = new UdpDataSerializer();
    private final UdpDataParser parser = new UdpDataParser();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
    private int lastId;

    private static final class Device {
        private final String endpoint;
        private final DatagramChannel channel;
        private String registration = "";
        private byte[] asks;
        private long askedAt;
        private boolean observed;

        Device(String endpoint, DatagramChannel channel) {
            this.endpoint = endpoint;
            this.channel = channel;
        }
    }

    public DeviceCrowd(int port, List<String> endpoints) throws IOException {
        InetSocketAddress hub = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (String endpoint : endpoints) {
            DatagramChannel channel = DatagramChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.connect(hub);
            channel.configureBlocking(false);
            Device device = new Device(endpoint, channel);
            channel.register(selector, SelectionKey.OP_READ, device);
            devices.add(device);
        }
    }

    public int size() {
        return devices.size();
    }

    /** Each registers. */
    public void register() throws IOException {
        each(
                Code.POST,
                device -> "rd?ep=" + device.endpoint + "&lt=600&lwm2m=1.0&b=U",
                "</3/0>,</19/0>,</19/1>",
                CREATED);
    }

    /** Each updates its registration. */
    public void update() throws IOException {
        each(Code.POST, device -> device.registration, "", CHANGED);
    }

    /** Each ends its registration. */
    public void deregister() throws IOException {
        each(Code.DELETE, device -> device.registration, "", DELETED);
    }

    /** Answers what the hub asks for so long. */
    public void listen(long millis) throws IOException {
        for (long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis); System.nanoTime() - end < 0; ) {
            heard(0);
        }
    }

    /** How many the hub has asked what they say. */
    public long observed() {
        return devices.stream().filter(device -> device.observed).count();
    }

    private interface Address {
        String of(Device device);
    }

    private void each(Code code, Address address, String payload, int expected) throws IOException {
        int next = 0;
        int done = 0;
        while (done < devices.size()) {
            while (next < devices.size() && next - done < AT_ONCE) {
                Device device = devices.get(next++);
                device.asks = request(code, address.of(device), payload);
                send(device);
            }
            done += heard(expected);
            again(next);
        }
    }

    private byte[] request(Code code, String uri, String payload) {
        Request request = new Request(code, Type.CON);
        request.setURI("coap://127.0.0.1/" + uri);
        if (!payload.isEmpty()) {
            request.setPayload(payload);
            request.getOptions().setContentFormat(40);
        }
        lastId = (lastId + 1) & 0xFFFF;
        request.setMID(lastId);
        request.setToken(ByteBuffer.allocate(4).putInt(lastId).array());
        request.setDestinationContext(new AddressEndpointContext(InetAddress.getLoopbackAddress(), 1));
        return serializer.serializeRequest(request).getBytes();
    }

    private static void send(Device device) throws IOException {
        device.askedAt = System.nanoTime();
        device.channel.write(ByteBuffer.wrap(device.asks));
    }

    /** As after a loss. */
    private void again(int begun) throws IOException {
        long now = System.nanoTime();
        for (int i = 0; i < begun; i++) {
            Device device = devices.get(i);
            if (device.asks != null && now - device.askedAt > AGAIN_AFTER) {
                send(device);
            }
        }
    }

    /** How many were answered. */
    private int heard(int expected) throws IOException {
        int answered = 0;
        selector.select(50);
        for (SelectionKey key : selector.selectedKeys()) {
            Device device = (Device) key.attachment();
            for (buffer.clear(); device.channel.read(buffer) > 0; buffer.clear()) {
                byte[] message = new byte[buffer.flip().remaining()];
                buffer.get(message);
                answered += heard(device, message, expected);
            }
        }
        selector.selectedKeys().clear();
        return answered;
    }

    private int heard(Device device, byte[] message, int expected) throws IOException {
        int code = message[1];
        if (code > 0 && code < 0x20) {
            device.channel.write(ByteBuffer.wrap(observed(message)));
            device.observed = true;
            return 0;
        }
        if (device.asks == null || message[2] != device.asks[2] || message[3] != device.asks[3]) {
            return 0;
        }
        if (code != expected) {
            throw new IOException(device.endpoint + ": answered " + (code >> 5) + "." + (code & 31));
        }
        if (expected == CREATED) {
            device.registration = parser.parseMessage(message).getOptions().getLocationPathString();
        }
        device.asks = null;
        return 1;
    }

    private static byte[] observed(byte[] request) {
        int token = request[0] & 15;
        byte[] answer = Arrays.copyOf(request, 4 + token + OBSERVED_OCTETS.length);
        answer[0] = (byte) (0x40 | ACKNOWLEDGEMENT << 4 | token);
        answer[1] = CONTENT;
        System.arraycopy(OBSERVED_OCTETS, 0, answer, 4 + token, OBSERVED_OCTETS.length);
        return answer;
    }

    @Override
    public void close() throws IOException {
        for (Device device : devices) {
            device.channel.close();
        }
        selector.close();
    }
}

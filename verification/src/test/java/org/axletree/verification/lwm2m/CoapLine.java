package org.axletree.verification.lwm2m;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.elements.AddressEndpointContext;

/** A CoAP device without DTLS that sends and sees every message itself: nothing is said again unless it says so. */
final class CoapLine implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InetSocketAddress hub;
    private final DatagramSocket socket;
    private final UdpDataSerializer serializer = new UdpDataSerializer();
    private final UdpDataParser parser = new UdpDataParser();
    private final Random random = new Random();
    private int nextId = random.nextInt(30_000);
    private int sequence = 1;

    /** What was written to {@code /19/1/0}. */
    final List<String> told = new ArrayList<>();

    /** What it answers whoever reads, by path, beside what it has by itself. */
    final Map<String, Said> values = new ConcurrentHashMap<>();

    /** What was written elsewhere, as {@code path=text}. */
    final List<String> written = new CopyOnWriteArrayList<>();

    private Optional<Token> observation = Optional.empty();

    /** Bytes in a form. */
    record Said(byte[] payload, int contentFormat) {}

    CoapLine(int port) {
        try {
            hub = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
            socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Registers, answers the observation that follows, and returns the path of the registration. */
    String register(String endpoint) {
        return register(endpoint, "");
    }

    /** @param objects as links; empty if it says none */
    String register(String endpoint, String objects) {
        Response created =
                ask(Code.POST, "rd?ep=" + endpoint + "&lt=600", objects).orElseThrow();
        if (created.getCode() != ResponseCode.CREATED) {
            throw new IllegalStateException("registration: " + created.getCode());
        }
        await(message -> observation.isPresent());
        return created.getOptions().getLocationPathString();
    }

    /** Asks the hub something, once. */
    Optional<Response> ask(Code code, String uri, String payload) {
        return ask(code, uri, payload, MediaTypeRegistry.UNDEFINED);
    }

    /** One block of 16 bytes of something larger. */
    Optional<Response> askBlock(String uri, int number, boolean more, String payload) {
        return ask(Code.POST, uri, payload, MediaTypeRegistry.UNDEFINED, options -> options.setBlock1(0, more, number));
    }

    Optional<Response> ask(Code code, String uri, String payload, int contentFormat) {
        return ask(code, uri, payload, contentFormat, options -> {});
    }

    private Optional<Response> ask(
            Code code, String uri, String payload, int contentFormat, Consumer<OptionSet> further) {
        Request request = new Request(code, Type.CON);
        request.setURI("coap://127.0.0.1/" + uri);
        if (!payload.isEmpty()) {
            request.setPayload(payload);
        }
        if (contentFormat >= 0) {
            request.getOptions().setContentFormat(contentFormat);
        }
        further.accept(request.getOptions());
        byte[] token = new byte[4];
        random.nextBytes(token);
        request.setToken(token);
        request.setMID(nextId++);
        request.setDestinationContext(new AddressEndpointContext(hub));
        send(serializer.serializeRequest(request).getBytes());
        return await(message ->
                        message instanceof Response && message.getToken().equals(request.getToken()))
                .map(Response.class::cast);
    }

    /** Says something that is to be acknowledged, and returns its message identifier. */
    int say(String payload) {
        return say(payload, nextId++);
    }

    /** Says it with an identifier, as again. */
    int say(String payload, int id) {
        Response notification = new Response(ResponseCode.CONTENT);
        notification.setType(Type.CON);
        notification.setMID(id);
        notification.setToken(observation.orElseThrow());
        notification.getOptions().setObserve(++sequence);
        notification.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_OCTET_STREAM);
        notification.setPayload(payload);
        notification.setDestinationContext(new AddressEndpointContext(hub));
        send(serializer.serializeResponse(notification).getBytes());
        return id;
    }

    /** Whether a message is acknowledged; says it again as long as it is not. A hub that has just started needs a while. */
    boolean isAcknowledged(String payload, int id) {
        for (int tries = 0; tries < 30; tries++) {
            if (await(message -> message.getType() == Type.ACK && message.getMID() == id, Duration.ofSeconds(2))
                    .isPresent()) {
                return true;
            }
            say(payload, id);
        }
        return false;
    }

    /** Answers the hub until something comes that is waited for. */
    Optional<Message> await(Predicate<Message> awaited) {
        return await(awaited, PATIENCE);
    }

    Optional<Message> await(Predicate<Message> awaited, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - deadline < 0) {
            Optional<Message> message = receive(Duration.ofMillis(200));
            message.ifPresent(this::answer);
            if (message.filter(awaited).isPresent()) {
                return message;
            }
        }
        return Optional.empty();
    }

    /** Answers the hub, beside what the test does, until that is closed. */
    Answering answering() {
        return new Answering();
    }

    final class Answering implements AutoCloseable {
        private final Thread thread = new Thread(this::run, "device");
        private volatile boolean over;

        private Answering() {
            thread.start();
        }

        private void run() {
            while (!over) {
                receive(Duration.ofMillis(200)).ifPresent(CoapLine.this::answer);
            }
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            thread.join();
        }
    }

    private void answer(Message message) {
        if (!(message instanceof Request request)) {
            return;
        }
        String path = request.getOptions().getUriPathString();
        Optional<Said> said = Optional.ofNullable(values.get(path));
        boolean reads = request.getCode() == Code.GET;
        Response response = new Response(
                said.isPresent()
                        ? (reads ? ResponseCode.CONTENT : ResponseCode.CHANGED)
                        : switch (path) {
                            case "19/0/0", "3/0/0" -> ResponseCode.CONTENT;
                            case "19/1/0" -> ResponseCode.CHANGED;
                            default -> ResponseCode.NOT_FOUND;
                        });
        if (said.isPresent() && reads) {
            response.setPayload(said.get().payload());
            response.getOptions().setContentFormat(said.get().contentFormat());
            if (request.isObserve()) {
                response.getOptions().setObserve(1);
            }
        } else if (said.isPresent()) {
            written.add(path + "=" + request.getPayloadString());
        } else if (path.equals("19/0/0") && request.isObserve()) {
            observation = Optional.of(request.getToken());
            response.getOptions().setObserve(1);
        } else if (path.equals("19/1/0")) {
            told.add(request.getPayloadString());
        } else if (path.equals("3/0/0")) {
            response.setPayload("Axletree");
            response.getOptions().setContentFormat(MediaTypeRegistry.TEXT_PLAIN);
        }
        response.setType(Type.ACK);
        response.setMID(request.getMID());
        response.setToken(request.getToken());
        response.setDestinationContext(new AddressEndpointContext(hub));
        send(serializer.serializeResponse(response).getBytes());
    }

    /** Sends whatever these bytes are. */
    void send(byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, hub));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next datagram; empty if none comes, or one that only tells that nobody listens. */
    Optional<byte[]> datagram(Duration patience) {
        byte[] buffer = new byte[4096];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            socket.setSoTimeout((int) patience.toMillis());
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(buffer, packet.getLength()));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Message> receive(Duration patience) {
        return datagram(patience).map(parser::parseMessage);
    }

    @Override
    public void close() {
        socket.close();
    }
}

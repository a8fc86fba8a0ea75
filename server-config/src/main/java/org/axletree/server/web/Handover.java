package org.axletree.server.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.axletree.core.door.HandedOver;
import org.axletree.core.door.HandoverPlace;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.ssl.SSLUtils;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/**
 * Devices that come by WebSocket to the web's port: Azure's SDKs know no other one (docs/reference/dialects/azure.md, 1), and a
 * page of the console may speak to where it came from only (ADR 129). The request goes as it is to the door for devices, which answers it, and from then on all bytes of the connection do (ADR 72).
 */
final class Handover {
    /** Azure's paths begin with a dollar sign, encoded or not. Where its SDKs speak AMQP the door says that it does not. */
    private static final Set<String> AZURES = Set.of("iothub/websocket", "servicebus/websocket");

    private static final String MQTT = "/mqtt";

    /** Of a name in DNS, in characters, and of a port. */
    private static final int LONGEST_HOST = 259;

    private final Attribute<Connection<?>> door =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(Handover.class.getName());
    private final DoorConnector connector = new DoorConnector();

    /** Whether the door answers the request. Azure's devices come over TLS only. */
    static boolean concerns(Connection<?> connection, HttpRequestPacket request) {
        String path = request.getRequestURI();
        return (path.equals(MQTT) || isAzures(path) && isSecure(connection))
                && request.getMethod() == Method.GET
                && request.getContentLength() <= 0
                && !request.isChunked();
    }

    private static boolean isAzures(String path) {
        int from = path.startsWith("/$") ? 2 : path.startsWith("/%24") ? 4 : 0;
        return from > 0 && AZURES.contains(path.substring(from));
    }

    private static boolean isSecure(Connection<?> connection) {
        return SSLUtils.getSSLEngine(connection) != null;
    }

    /** The connection to the door that a client's connection was handed over to; null if it was not. */
    Connection<?> doorOf(Connection<?> client) {
        return door.get(client);
    }

    /**
     * Hands a connection over, with the request that it came with.
     *
     * @param ended hears that it has begun, true, or that there is no door, false
     */
    void begin(Connection<?> client, HttpRequestPacket request, DoorConnector.Ended ended) {
        Optional<HandoverPlace> place = HandoverPlace.present();
        if (place.isEmpty()) {
            ended.ended(false);
            return;
        }
        // How long a device may be silent is a matter of its keep-alive.
        IdleTimeoutFilter.setCustomTimeout(client, -1, TimeUnit.MILLISECONDS);
        byte[] head = head(request);
        byte[] known = known(client, request).written();
        ByteBuffer first = ByteBuffer.allocate(HandoverPlace.SECRET_BYTES + Integer.BYTES + known.length + head.length);
        first.put(place.get().secret())
                .putInt(known.length)
                .put(known)
                .put(head)
                .flip();
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), place.get().port());
        connector.connect(client, address, first, opened -> {
            opened.ifPresent(connection -> door.set(client, connection));
            ended.ended(opened.isPresent());
        });
    }

    private static HandedOver known(Connection<?> client, HttpRequestPacket request) {
        InetSocketAddress peer = (InetSocketAddress) client.getPeerAddress();
        return new HandedOver(
                peer.getAddress().getHostAddress(),
                peer.getPort(),
                isSecure(client),
                serverName(request),
                certificates(client));
    }

    private static String serverName(HttpRequestPacket request) {
        String host = request.getHeader(Header.Host);
        if (host == null || host.length() > LONGEST_HOST) {
            return "";
        }
        return host.substring(0, host.indexOf(':') < 0 ? host.length() : host.indexOf(':'));
    }

    private static List<byte[]> certificates(Connection<?> client) {
        SSLEngine engine = SSLUtils.getSSLEngine(client);
        if (engine == null) {
            return List.of();
        }
        try {
            List<byte[]> chain = new ArrayList<>();
            for (Certificate each : engine.getSession().getPeerCertificates()) {
                chain.add(each.getEncoded());
            }
            return chain;
        } catch (SSLPeerUnverifiedException | CertificateEncodingException none) {
            return List.of();
        }
    }

    /** The request as it was, from what was read of it: nothing of it can be read in two ways ({@link HeaderRules}). */
    private static byte[] head(HttpRequestPacket request) {
        StringBuilder head = new StringBuilder("GET ").append(request.getRequestURI());
        if (request.getQueryString() != null) {
            head.append('?').append(request.getQueryString());
        }
        head.append(" HTTP/1.1\r\n");
        MimeHeaders headers = request.getHeaders();
        for (int i = 0; i < headers.size(); i++) {
            head.append(headers.getName(i))
                    .append(": ")
                    .append(headers.getValue(i))
                    .append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}

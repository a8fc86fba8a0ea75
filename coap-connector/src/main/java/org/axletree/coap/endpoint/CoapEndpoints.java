package org.axletree.coap.endpoint;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.limit.DoorLimits;
import org.axletree.door.lane.InflowWorkers;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Endpoint;
import org.eclipse.californium.core.network.RandomTokenGenerator;
import org.eclipse.californium.core.network.TokenGenerator;
import org.eclipse.californium.core.network.interceptors.MessageInterceptor;
import org.eclipse.californium.core.network.serialization.DataSerializer;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.core.network.stack.CoapUdpStack;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.PrincipalEndpointContextMatcher;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.UdpEndpointContextMatcher;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;

/** The two ways in: CoAP as it is, and over DTLS. */
public final class CoapEndpoints {
    private final Configuration configuration;
    private final ProtocolExecutor timer;
    private final TokenGenerator tokens;
    private final DataSerializer serializer = new UdpDataSerializer();
    private final DeviceKeys keys;
    private final DeviceCertificates certificates;
    private final ServerCertificate shown;
    private final HandshakeGate handshakes;
    private final int mostTransfers;
    private final List<Way> ways = new ArrayList<>();

    private record Way(DoorListener listener, CoapEndpoint endpoint, Connector connector, Optional<DeviceDtls> dtls) {}

    /**
     * @param limits most devices at once, at each listener, and how much they may say
     * @param identity what the hub shows to devices that prove themselves by a certificate or a raw public key
     * @param workers ask the hub for keys
     * @param timer does what CoAP does, now or later
     */
    public CoapEndpoints(DoorLimits limits, ServerIdentity identity, InflowWorkers workers, ProtocolExecutor timer) {
        this.configuration = CoapSettings.configuration(limits.maxConnections(), limits.maxBodyBytes());
        this.handshakes = new HandshakeGate(limits.maxHandshakes());
        this.mostTransfers = limits.maxTransfers();
        this.timer = timer;
        this.tokens = new RandomTokenGenerator(configuration);
        this.keys = new DeviceKeys(workers);
        this.certificates = new DeviceCertificates(workers);
        this.shown = new ServerCertificate(identity);
    }

    /**
     * Opens the listeners.
     *
     * @param requests gets what devices ask
     * @param notifications sees what devices say unasked, before anybody else does
     */
    public void open(DoorSettings settings, MessageDeliverer requests, MessageInterceptor notifications)
            throws IOException {
        for (DoorListener listener : settings.listeners()) {
            Way way = way(listener, new InetSocketAddress(settings.bindAddress(), listener.port()));
            way.endpoint().setExecutors(timer, timer);
            way.endpoint().setMessageDeliverer(requests);
            way.endpoint().addInterceptor(notifications);
            ways.add(way);
            try {
                way.endpoint().start();
            } catch (BindException e) {
                throw new IOException(
                        listener.title() + ": port " + listener.port() + " cannot be opened on "
                                + settings.bindAddress() + ": " + e.getMessage()
                                + " (expected: a free port of an address of this machine)",
                        e);
            }
        }
    }

    private Way way(DoorListener listener, InetSocketAddress address) {
        Optional<DeviceDtls> dtls = listener.secure() ? Optional.of(dtls(address)) : Optional.empty();
        Connector connector =
                dtls.<Connector>map(each -> each).orElseGet(() -> new UDPConnector(address, configuration));
        EndpointContextMatcher matcher =
                listener.secure() ? new PrincipalEndpointContextMatcher() : new UdpEndpointContextMatcher(true);
        CoapEndpoint endpoint = CoapEndpoint.builder()
                .setConfiguration(configuration)
                .setConnector(connector)
                .setEndpointContextMatcher(matcher)
                .setObservationStore(new NoObservations())
                .setTokenGenerator(tokens)
                .setCoapStackFactory((protocol, tag, settings, outbox, argument) ->
                        new CoapUdpStack(tag, CoapSettings.bounded(settings, mostTransfers), matcher, outbox))
                .build();
        return new Way(listener, endpoint, connector, dtls);
    }

    private DeviceDtls dtls(InetSocketAddress address) {
        return new DeviceDtls(
                DtlsConnectorConfig.builder(configuration)
                        .setAddress(address)
                        .setAdvancedPskStore(keys)
                        .setDatagramFilter(handshakes)
                        .setCertificateIdentityProvider(shown)
                        .setAdvancedCertificateVerifier(certificates)
                        .build(),
                keys,
                handshakes);
    }

    /** The way to devices that came by DTLS, or not. */
    public Optional<Endpoint> of(boolean secure) {
        return ways.stream()
                .filter(way -> way.listener().secure() == secure)
                .<Endpoint>map(Way::endpoint)
                .findFirst();
    }

    /** Sends a message that belongs to no exchange. */
    public void send(boolean secure, EmptyMessage message) {
        message.setToken(Token.EMPTY);
        for (Way way : ways) {
            if (way.listener().secure() == secure) {
                way.connector().send(serializer.serializeEmptyMessage(message));
            }
        }
    }

    /** Makes tokens of observations. */
    public TokenGenerator tokens() {
        return tokens;
    }

    /** The device that proved this has to prove itself anew. */
    public void forget(Principal device) {
        ways.forEach(way -> way.dtls().ifPresent(dtls -> dtls.forget(device)));
    }

    /** Shows this certificate from the next handshake on. */
    public void renew(ServerIdentity identity) {
        shown.renew(identity);
    }

    /** What is shown now. */
    public ServerIdentity identity() {
        return shown.identity();
    }

    /** Called every second or so. */
    public void sweep(long now) {
        keys.sweep(now);
    }

    /** The ways in, with the ports they listen on. */
    public List<DoorListener> listeners() {
        return ways.stream()
                .map(way -> way.listener().at(way.endpoint().getAddress().getPort()))
                .toList();
    }

    /** The port on which devices come by DTLS, or not. */
    public int port(boolean secure) {
        return listeners().stream()
                .filter(listener -> listener.secure() == secure)
                .mapToInt(DoorListener::port)
                .findFirst()
                .orElseThrow();
    }

    public void close() {
        ways.forEach(way -> way.endpoint().destroy());
    }
}

package org.axletree.hub.delivery.target.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientReconnector;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectRestrictions;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.target.TargetTrust;

/**
 * A connection to another broker that is made anew whenever it breaks, and goes on where it was. Its address is looked up, and
 * looked at, before each attempt.
 */
final class MqttLink implements AutoCloseable {
    private static final int CONNECT_SECONDS = 10;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int MOST_DOUBLINGS = 6;

    private final Terms terms;
    private final AddressFence fence;
    private final ScheduledExecutorService threads;
    private final Watcher watcher;

    // Changed under the lock of this; read by any thread.
    private volatile Optional<Mqtt5AsyncClient> client = Optional.empty();
    private volatile boolean closed;
    private volatile boolean wasConnected;
    private volatile boolean wasFlooded;
    private volatile int failures;

    /** Hears how the connection fares. On threads that must not block. */
    interface Watcher {
        /** A client was made that will connect. */
        default void made(Mqtt5AsyncClient client) {}

        void connected(Mqtt5AsyncClient client);

        void lost(String sentence);
    }

    /**
     * How one connects.
     *
     * @param resumes whether a session of an earlier run of the hub is gone on with
     * @param sessionSeconds how long it lives on there without a connection
     * @param mostUnanswered messages that may be on their way here
     */
    record Terms(
            MqttConfiguration configuration,
            String clientId,
            boolean resumes,
            long sessionSeconds,
            int mostUnanswered) {
        String where() {
            return configuration.where();
        }
    }

    /** Connects soon. */
    MqttLink(Terms terms, AddressFence fence, ScheduledExecutorService threads, Watcher watcher) {
        this.terms = terms;
        this.fence = fence;
        this.threads = threads;
        this.watcher = watcher;
        threads.execute(this::begin);
    }

    /** Empty as long as nobody knows where the broker is. */
    Optional<Mqtt5AsyncClient> client() {
        return client;
    }

    private synchronized void begin() {
        if (closed) {
            return;
        }
        try {
            Mqtt5AsyncClient made = Mqtt5Client.builder()
                    .identifier(terms.clientId())
                    .transportConfig(transport(resolve()))
                    .addConnectedListener(context -> connected())
                    .addDisconnectedListener(this::lost)
                    .buildAsync();
            client = Optional.of(made);
            watcher.made(made);
            made.connect(connect(terms.resumes()));
        } catch (UnknownHostException | IllegalStateException nowhere) {
            watcher.lost(MqttFailures.sentence(nowhere, terms.where()));
            threads.schedule(this::begin, pause(), TimeUnit.MILLISECONDS);
        }
    }

    private void connected() {
        if (closed) {
            client.ifPresent(Mqtt5AsyncClient::disconnect); // it was on its way when the end was said
            return;
        }
        wasConnected = true;
        failures = 0;
        client.ifPresent(watcher::connected);
    }

    private void lost(MqttClientDisconnectedContext context) {
        if (closed) {
            return;
        }
        watcher.lost(MqttFailures.sentence(context.getCause(), terms.where()));
        wasFlooded |= isFlood(context.getCause());
        CompletableFuture<MqttClientTransportConfig> somewhere = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return transport(resolve());
                    } catch (UnknownHostException nowhere) {
                        throw new CompletionException(nowhere);
                    }
                },
                threads);
        Mqtt5ClientReconnector again = (Mqtt5ClientReconnector) context.getReconnector();
        again.connect(connect(wasConnected || terms.resumes()))
                .republishIfSessionExpired(true)
                .delay(pause(), TimeUnit.MILLISECONDS)
                .reconnectWhen(somewhere, (transport, nowhere) -> {
                    if (closed) {
                        again.reconnect(false);
                    } else if (nowhere == null) {
                        again.transportConfig(transport);
                    } else {
                        // Where it was is open to routes; if nobody answers there any more, it is asked for again.
                        watcher.lost(MqttFailures.sentence(nowhere, terms.where()));
                    }
                });
    }

    /**
     * Whether the broker sent more at once than it was asked to, as Mosquitto does when a session goes on. It would do so after each
     * connect, and nothing would ever be acknowledged: it may send what it likes then.
     */
    private static boolean isFlood(Throwable cause) {
        return cause instanceof Mqtt5DisconnectException left
                && left.getMqttMessage().getReasonCode() == Mqtt5DisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED;
    }

    private InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(
                fence.resolve(terms.configuration().host())[0],
                terms.configuration().port());
    }

    private MqttClientTransportConfig transport(InetSocketAddress address) {
        MqttClientTransportConfigBuilder transport = MqttClientTransportConfig.builder()
                .serverAddress(address)
                .socketConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .mqttConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS);
        return (terms.configuration().tls()
                        ? transport.sslConfig(MqttClientSslConfig.builder()
                                .trustManagerFactory(
                                        TargetTrust.trust(terms.configuration().authorityPem()))
                                .build())
                        : transport)
                .build();
    }

    private Mqtt5Connect connect(boolean resumes) {
        MqttConfiguration configuration = terms.configuration();
        Mqtt5ConnectBuilder connect = Mqtt5Connect.builder()
                .cleanStart(!resumes)
                .sessionExpiryInterval(terms.sessionSeconds())
                .keepAlive(KEEP_ALIVE_SECONDS)
                .restrictions()
                .receiveMaximum(wasFlooded ? Mqtt5ConnectRestrictions.DEFAULT_RECEIVE_MAXIMUM : terms.mostUnanswered())
                .applyRestrictions();
        if (!configuration.username().isEmpty()) {
            connect = connect.simpleAuth(Mqtt5SimpleAuth.builder()
                    .username(configuration.username())
                    .password(configuration.password().getBytes(StandardCharsets.UTF_8))
                    .build());
        }
        return connect.build();
    }

    private long pause() {
        return FIRST_PAUSE_MILLIS << Math.min(failures++, MOST_DOUBLINGS);
    }

    /** Ends the connection; the session stays there. */
    @Override
    public void close() {
        end(terms.sessionSeconds());
    }

    /** Ends the connection, and what the broker keeps for it. */
    void forget() {
        end(0);
    }

    private synchronized void end(long sessionSeconds) {
        closed = true;
        client.filter(made -> made.getState().isConnectedOrReconnect()).ifPresent(made -> made.disconnectWith()
                .sessionExpiryInterval(sessionSeconds)
                .send());
    }
}

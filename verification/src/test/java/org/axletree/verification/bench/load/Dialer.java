package org.axletree.verification.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.broker.Credentials;
import org.axletree.verification.bench.broker.Credentials.KeyPairFiles;

/** Opens connections to one listener of a broker. */
final class Dialer {
    private static final int PATIENCE_SECONDS = 60;

    /** What both brokers know: Axletree knows a key exchange that withstands quantum computers as well, at a price. */
    private static final String[] KEY_EXCHANGE = {"x25519"};

    private final GeneratorLoop loop;
    private final int port;
    private final boolean tls;
    private final boolean mutual;
    /** One context for each certificate, each without sessions: every handshake is a full one. */
    private final Map<Optional<KeyPairFiles>, SslContext> contexts = new HashMap<>();

    Dialer(GeneratorLoop loop, Broker broker, Broker.Listener listener) {
        this.loop = loop;
        this.port = broker.port(listener);
        this.tls = listener != Broker.Listener.PLAIN;
        this.mutual = listener == Broker.Listener.MUTUAL_TLS;
    }

    static boolean isSecure(Channel channel) {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    /** Opens one connection; the answer is the client's {@link Client#accepted}. On the event loop or off it. */
    CompletableFuture<Client> open(Client client) {
        new Bootstrap()
                .group(loop.eventLoop())
                .channel(loop.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 4_096, 65_536))
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(64 * 1024, 256 * 1024))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) throws SSLException {
                        if (tls) {
                            channel.pipeline()
                                    .addLast(context(client.credentials()).newHandler(channel.alloc()));
                        }
                        channel.pipeline().addLast(client);
                    }
                })
                .connect(Broker.HOST, port)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        client.refused(connected.cause());
                    }
                });
        return client.accepted();
    }

    /** Opens all, so many at once. */
    void openAll(List<? extends Client> clients, int atOnce) throws InterruptedException {
        Semaphore free = new Semaphore(atOnce);
        AtomicReference<Throwable> problem = new AtomicReference<>();
        for (Client client : clients) {
            acquire(free, 1);
            open(client).whenComplete((accepted, failure) -> {
                if (failure != null) {
                    problem.compareAndSet(null, failure);
                }
                free.release();
            });
        }
        acquire(free, atOnce);
        if (problem.get() != null) {
            throw new IllegalStateException(
                    "port " + port + ": not accepted: " + problem.get().getMessage(), problem.get());
        }
    }

    static void acquire(Semaphore free, int permits) throws InterruptedException {
        if (!free.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("connecting: nothing happened for " + PATIENCE_SECONDS + " s");
        }
    }

    /** Reads the certificates of clients, which is no part of what is measured. On the event loop. */
    void prepare(List<? extends Client> clients) {
        if (tls) {
            clients.forEach(client -> {
                try {
                    context(client.credentials());
                } catch (SSLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private SslContext context(Credentials credentials) throws SSLException {
        Optional<KeyPairFiles> certificate = mutual ? credentials.certificate() : Optional.empty();
        SslContext known = contexts.get(certificate);
        if (known != null) {
            return known;
        }
        // What the client thinks of the server's certificate is not measured.
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .option(OpenSslContextOption.GROUPS, KEY_EXCHANGE)
                .endpointIdentificationAlgorithm(null);
        certificate.ifPresent(files ->
                builder.keyManager(files.certificate().toFile(), files.key().toFile()));
        SslContext made = builder.build();
        contexts.put(certificate, made);
        return made;
    }
}

package org.axletree.verification.bench.target;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** A web service in this process that takes everything. */
final class RestTarget implements BenchTarget {
    private static final int CALLS_AT_ONCE = 16;

    private final HttpServer service;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RestTarget() {
        try {
            service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        service.setExecutor(threads);
        service.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        service.start();
    }

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public String field() {
        return "rest_config";
    }

    private String address() {
        return "http://127.0.0.1:" + service.getAddress().getPort() + "/";
    }

    @Override
    public String configuration() {
        return "{\"uri\": \"" + address() + "\"}";
    }

    @Override
    public BareLoop bare() {
        CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(CALLS_AT_ONCE)
                        .setMaxConnPerRoute(CALLS_AT_ONCE)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
        return new BareLoop(CALLS_AT_ONCE) {
            @Override
            void deliver(int first, int count) throws IOException {
                for (int i = first; i < first + count; i++) {
                    HttpPost call = new HttpPost(address());
                    call.setHeader("X-MQTT-Topic", "bench/" + i % 10);
                    call.setHeader("X-MQTT-Retain", "false");
                    call.setEntity(new ByteArrayEntity(Payload.of(i), null));
                    client.execute(call, answer -> {
                        EntityUtils.consume(answer.getEntity());
                        return null;
                    });
                }
            }

            @Override
            public void close() throws Exception {
                super.close();
                client.close();
            }
        };
    }

    @Override
    public void close() {
        service.stop(0);
        threads.shutdown();
    }
}

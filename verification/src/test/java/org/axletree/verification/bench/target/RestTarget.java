package org.axletree.verification.bench.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.axletree.verification.bench.Bench;
import org.axletree.verification.harness.MainProcess;
import org.axletree.verification.harness.Scratch;

/** A web service that takes everything, in a process of its own. */
final class RestTarget implements BenchTarget {
    private static final int CALLS_AT_ONCE = 16;

    /** Whoever waits with an end reads in another way than whoever waits without. */
    private static final Timeout PATIENCE = Timeout.ofSeconds(10);

    private final MainProcess service;

    RestTarget() {
        try {
            service = MainProcess.start(RestService.class, Bench.jvmOptions(), Scratch.directory("axletree-rest-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return "http://127.0.0.1:" + service.said() + "/";
    }

    @Override
    public String configuration() {
        return "{\"uri\": \"" + address() + "\"}";
    }

    @Override
    public BareLoop bare() {
        CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(PATIENCE)
                                .setSocketTimeout(PATIENCE)
                                .build())
                        .setMaxConnTotal(CALLS_AT_ONCE)
                        .setMaxConnPerRoute(CALLS_AT_ONCE)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(PATIENCE)
                        .setResponseTimeout(PATIENCE)
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
                    call.setHeader("X-Axletree-Message-Id", new UUID(0, i).toString());
                    call.setEntity(new ByteArrayEntity(Payload.of(i), ContentType.APPLICATION_OCTET_STREAM));
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
        service.close();
    }
}

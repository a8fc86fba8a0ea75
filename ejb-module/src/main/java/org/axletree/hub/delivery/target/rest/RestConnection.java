package org.axletree.hub.delivery.target.rest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.FencedDnsResolver;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.delivery.target.TargetTrial;
import org.axletree.hub.delivery.target.TargetTrust;

/** Calls a web service, once for each message. */
final class RestConnection implements TargetConnection {
    /** What is at most read of the body of an answer, so that its connection can be used again. */
    private static final int MOST_OF_A_BODY = 64 * 1024;

    /** Of one line before the body; how many there may be is the other bound. */
    private static final int LONGEST_LINE = 16 * 1024;

    private static final int MOST_HEADERS = 256;

    /** A call takes as long as the service takes: others of other devices go on meanwhile. */
    private static final int CALLS_AT_ONCE = 16;

    private final RestConfiguration configuration;
    private final HttpHost target;
    private final RestCall call;
    private final CloseableHttpClient client;
    private final CallDeadlines deadlines;

    RestConnection(RestConfiguration configuration, AddressFence fence, CallDeadlines deadlines) {
        this.configuration = configuration;
        this.target = HttpHost.create(configuration.uri());
        this.call = new RestCall(configuration);
        this.deadlines = deadlines;
        this.client = client(configuration, fence);
    }

    private static CloseableHttpClient client(RestConfiguration configuration, AddressFence fence) {
        Timeout timeout = Timeout.of(configuration.timeout());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_LINE)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setDnsResolver(new FencedDnsResolver(fence))
                        .setTlsSocketStrategy(
                                new DefaultClientTlsStrategy(TargetTrust.context(configuration.authorityPem())))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .build())
                        .setMaxConnTotal(CALLS_AT_ONCE)
                        .setMaxConnPerRoute(CALLS_AT_ONCE)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .disableRedirectHandling() // it could lead across the fence
                .disableAutomaticRetries() // the route's policy does
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Axletree")
                .build();
    }

    @Override
    public int parallelism() {
        return CALLS_AT_ONCE;
    }

    @Override
    public List<Delivery> deliver(List<LoggedMessage> batch) {
        List<Delivery> outcomes = new ArrayList<>(batch.size());
        for (LoggedMessage message : batch) {
            Delivery outcome = deliver(message);
            outcomes.add(outcome);
            if (outcome instanceof Delivery.Retry) {
                break; // the service is away, or asks for a pause: the next one would meet the same
            }
        }
        return outcomes;
    }

    @Override
    public Optional<String> problem() {
        return trial().problem();
    }

    /** Asks what the service can do, which changes nothing; whatever it answers, it is there. */
    @Override
    public TargetTrial trial() {
        HttpUriRequestBase request = new HttpUriRequestBase("OPTIONS", configuration.uri());
        configuration.headers().forEach(request::setHeader);
        return send(
                request,
                answer -> new TargetTrial(Optional.empty(), "OPTIONS: " + answer.getCode()),
                unreachable -> new TargetTrial(Optional.of(unreachable.reason()), ""));
    }

    private Delivery deliver(LoggedMessage message) {
        HttpUriRequestBase request;
        try {
            request = call.of(message, System.currentTimeMillis());
        } catch (IllegalArgumentException unfit) {
            return new Delivery.Dead(unfit.getMessage());
        }
        return send(request, RestAnswers::outcome, unreachable -> unreachable);
    }

    /**
     * Makes a call.
     *
     * @param answered what its answer means, whose body is not read
     * @param unreachable what it means that there is none
     */
    private <T> T send(
            HttpUriRequestBase request,
            Function<ClassicHttpResponse, T> answered,
            Function<Delivery.Retry, T> unreachable) {
        try (CallDeadlines.Call open = deadlines.begin(request, configuration.timeout())) {
            ClassicHttpResponse response = client.executeOpen(target, request, null);
            T outcome = answered.apply(response);
            end(response, request);
            return outcome;
        } catch (IOException failure) {
            return unreachable.apply(
                    RestFailures.retry(failure, configuration.uri(), request.isAborted(), configuration.timeout()));
        }
    }

    /** The status said everything: whoever has more to say than a little, or does not finish, is not listened to. */
    private static void end(ClassicHttpResponse response, HttpUriRequestBase request) {
        try {
            HttpEntity entity = response.getEntity();
            if (entity == null || entity.getContent().readNBytes(MOST_OF_A_BODY).length < MOST_OF_A_BODY) {
                response.close();
                return;
            }
        } catch (IOException unfinished) {
            // The connection cannot be used again.
        }
        request.abort(); // to close the answer would be to read on
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}

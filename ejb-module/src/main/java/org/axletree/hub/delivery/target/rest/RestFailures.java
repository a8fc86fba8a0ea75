package org.axletree.hub.delivery.target.rest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.axletree.fence.ClosedAddressException;
import org.axletree.hub.delivery.target.Delivery;

/** What is said of a call that got no answer. */
final class RestFailures {
    private RestFailures() {}

    /** @param aborted whether the call had its time, {@code timeout}, and was cut off */
    static Delivery.Retry retry(IOException failure, URI uri, boolean aborted, Duration timeout) {
        String where = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        if (failure instanceof ClosedAddressException closed) {
            return sure(closed.getMessage());
        }
        if (failure instanceof UnknownHostException) {
            return sure("unknown host " + uri.getHost());
        }
        if (failure instanceof ConnectTimeoutException) {
            return sure("no connection to " + where + " within " + timeout.toSeconds() + " s");
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return sure("connection refused by " + where);
        }
        if (failure instanceof SSLException) {
            return sure("TLS with " + where + " failed: " + failure.getMessage());
        }
        if (aborted || failure instanceof SocketTimeoutException) {
            return unsure("no answer from " + where + " within " + timeout.toSeconds() + " s");
        }
        if (failure instanceof NoHttpResponseException) {
            return unsure(where + " closed the connection without an answer");
        }
        return unsure("the connection to " + where + " broke: " + failure.getMessage());
    }

    private static Delivery.Retry sure(String reason) {
        return new Delivery.Retry(reason);
    }

    private static Delivery.Retry unsure(String reason) {
        return new Delivery.Retry(reason, Duration.ZERO, true);
    }
}

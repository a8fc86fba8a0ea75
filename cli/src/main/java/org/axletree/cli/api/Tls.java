package org.axletree.cli.api;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** Why a connection does not come about: what fails looks much the same, whatever the cause. */
public final class Tls {
    private static final int PATIENCE_MILLIS = 5_000;

    private Tls() {}

    /** Whether a certificate was looked at, and is not to be trusted. */
    public static boolean isDistrust(Throwable failure) {
        return causes(failure)
                .anyMatch(each -> each instanceof CertificateException
                        || each instanceof CertPathValidatorException
                        || each instanceof SSLPeerUnverifiedException);
    }

    /**
     * Asks a port whether it speaks TLS, and says nothing else to it.
     *
     * @param expected whether it was taken to do so
     * @return whether it answers, and otherwise than expected
     */
    public static boolean isMistaken(String host, int port, boolean expected) {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            return isSpoken(plain, host, port) != expected;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static boolean isSpoken(Socket plain, String host, int port) {
        try {
            plain.setSoTimeout(PATIENCE_MILLIS);
            SSLSocket secure =
                    (SSLSocket) SSLContext.getDefault().getSocketFactory().createSocket(plain, host, port, true);
            secure.startHandshake();
            return true;
        } catch (SSLHandshakeException answered) {
            // A certificate that nobody here trusts, or an alert, is an answer in TLS; an end without a word is none.
            return causes(answered).noneMatch(each -> each instanceof EOFException || each instanceof SocketException);
        } catch (IOException other) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .limit(20);
    }
}

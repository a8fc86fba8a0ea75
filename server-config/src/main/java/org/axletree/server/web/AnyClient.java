package org.axletree.server.web;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Takes every client's certificate, for the gate to judge, and names no authority: else clients would not send one of an authority
 * not named. But for keys that are dearer to check than to use: whoever checks a signature pays for the size of the key.
 */
final class AnyClient extends X509ExtendedTrustManager {
    /** As the gate has it. */
    private static final int LONGEST_RSA_KEY = 8192;

    private static final int LONGEST_RSA_EXPONENT = 33;

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (chain[0].getPublicKey() instanceof RSAPublicKey key
                && (key.getModulus().bitLength() > LONGEST_RSA_KEY
                        || key.getPublicExponent().bitLength() > LONGEST_RSA_EXPONENT)) {
            throw new CertificateException("an RSA key, or its exponent, that is too long");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw refusal();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw refusal();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw refusal();
    }

    private static CertificateException refusal() {
        return new CertificateException("nobody's client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}

package org.axletree.coap.endpoint;

import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm.HashAlgorithm;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm.SignatureAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;

/** What Californium and Scandium are told, and the bounds that they keep. Nothing is read from files. */
final class CoapSettings {
    private static final int CONNECTION_ID_BYTES = 6;
    private static final int DEDUPLICATED_PER_PEER = 16;
    private static final int HANDSHAKE_SECONDS = 2;
    /** What the system keeps of datagrams for a listener while nobody reads: some 5,000 small ones, if the system allows that much. */
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

    private CoapSettings() {}

    /** The same for the layers, of which only the one of several blocks counts peers: each may take a whole body. */
    static Configuration bounded(Configuration configuration, int mostTransfers) {
        Configuration bounded = new Configuration(configuration);
        bounded.set(CoapConfig.MAX_ACTIVE_PEERS, mostTransfers);
        return bounded;
    }

    /**
     * @param mostPeers most devices at once, at each listener
     * @param largestBody of several blocks
     */
    static Configuration configuration(int mostPeers, int largestBody) {
        Configuration configuration = new Configuration(
                CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, SystemConfig.DEFINITIONS, DtlsConfig.DEFINITIONS);
        configuration.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, largestBody);
        configuration.set(CoapConfig.MAX_ACTIVE_PEERS, mostPeers);
        configuration.set(CoapConfig.BLOCKWISE_STATUS_LIFETIME, 30, TimeUnit.SECONDS);
        configuration.set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP);
        configuration.set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, DEDUPLICATED_PER_PEER);
        // What was answered is kept for whoever asks again, and only its answer: what was asked is not looked at any
        // more.
        configuration.set(CoapConfig.USE_MESSAGE_OFFLOADING, true);
        configuration.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
        configuration.set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1);
        configuration.set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1);
        configuration.set(UdpConfig.UDP_RECEIVE_BUFFER_SIZE, RECEIVE_BUFFER_BYTES);
        configuration.set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, RECEIVE_BUFFER_BYTES);
        configuration.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
        configuration.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
        configuration.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 2);
        configuration.set(DtlsConfig.DTLS_MAX_CONNECTIONS, mostPeers);
        configuration.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES);
        configuration.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        configuration.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 3);
        // Who has not shown that it hears us gets a cookie and nothing more (RFC 6347 section 4.2.1).
        configuration.set(DtlsConfig.DTLS_USE_HELLO_VERIFY_REQUEST, true);
        configuration.set(DtlsConfig.DTLS_USE_HELLO_VERIFY_REQUEST_FOR_PSK, true);
        // A session that is taken up again would outlive the device's key.
        configuration.set(DtlsConfig.DTLS_SERVER_USE_SESSION_ID, false);
        configuration.set(DtlsConfig.DTLS_UPDATE_ADDRESS_USING_CID_ON_NEWER_RECORDS, true);
        configuration.set(DtlsConfig.DTLS_REMOVE_STALE_DOUBLE_PRINCIPALS, true);
        configuration.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED);
        configuration.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
        configuration.setAsList(
                DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS,
                SignatureAndHashAlgorithm.SHA256_WITH_ECDSA,
                SignatureAndHashAlgorithm.SHA384_WITH_ECDSA,
                SignatureAndHashAlgorithm.SHA256_WITH_RSA,
                new SignatureAndHashAlgorithm(HashAlgorithm.SHA512, SignatureAlgorithm.ECDSA),
                new SignatureAndHashAlgorithm(HashAlgorithm.SHA384, SignatureAlgorithm.RSA),
                new SignatureAndHashAlgorithm(HashAlgorithm.SHA512, SignatureAlgorithm.RSA),
                SignatureAndHashAlgorithm.INTRINSIC_WITH_ED25519);
        configuration.setAsList(
                DtlsConfig.DTLS_CURVES,
                SupportedGroup.X25519,
                SupportedGroup.secp256r1,
                SupportedGroup.secp384r1,
                SupportedGroup.secp521r1);
        configuration.set(DtlsConfig.DTLS_RECOMMENDED_CURVES_ONLY, false);
        configuration.setAsList(
                DtlsConfig.DTLS_CIPHER_SUITES,
                CipherSuite.TLS_PSK_WITH_AES_128_CCM_8,
                CipherSuite.TLS_PSK_WITH_AES_128_CCM,
                CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
        return configuration;
    }
}

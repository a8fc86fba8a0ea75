package org.axletree.mqtt.conformance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of one exchange of SCRAM-SHA-256, made by the JDK's PBKDF2: nothing is shared with what is tested. */
final class ScramClient {
    static final String METHOD = "SCRAM-SHA-256";

    private final String password;
    private final String firstBare;
    private String serverSignature = "";

    ScramClient(String userName, String password) {
        this.password = password;
        this.firstBare = "n=" + userName + ",r=" + UUID.randomUUID();
    }

    byte[] first() {
        return ("n,," + firstBare).getBytes(StandardCharsets.UTF_8);
    }

    byte[] last(byte[] serverFirst) throws GeneralSecurityException {
        String challenge = new String(serverFirst, StandardCharsets.UTF_8);
        String[] fields = challenge.split(",");
        byte[] salt = Base64.getDecoder().decode(fields[1].substring(2));
        int iterations = Integer.parseInt(fields[2].substring(2));
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                .getEncoded();
        String bare = "c=biws," + fields[0];
        String signed = firstBare + "," + challenge + "," + bare;
        byte[] clientKey = hmac(salted, "Client Key");
        byte[] proof = hmac(MessageDigest.getInstance("SHA-256").digest(clientKey), signed);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        serverSignature = "v=" + Base64.getEncoder().encodeToString(hmac(hmac(salted, "Server Key"), signed));
        return (bare + ",p=" + Base64.getEncoder().encodeToString(proof)).getBytes(StandardCharsets.UTF_8);
    }

    /** What proves the server. */
    String serverSignature() {
        return serverSignature;
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}

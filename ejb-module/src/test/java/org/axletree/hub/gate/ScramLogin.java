package org.axletree.hub.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.axletree.core.scram.ScramException;
import org.axletree.core.scram.ScramExchange;

/** Exchanges of SCRAM-SHA-256 whose client has said all that it has to say, by the JDK's PBKDF2. */
final class ScramLogin {
    private ScramLogin() {}

    static ScramExchange of(String userName, String password, byte[] salt) {
        try {
            String firstBare = "n=" + userName + ",r=nonce";
            ScramExchange exchange = ScramExchange.begin(("n,," + firstBare).getBytes(UTF_8));
            String challenge = new String(exchange.serverFirst(salt), UTF_8);
            String[] fields = challenge.split(",");
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(
                            new PBEKeySpec(password.toCharArray(), salt, Integer.parseInt(fields[2].substring(2)), 256))
                    .getEncoded();
            String bare = "c=biws," + fields[0];
            byte[] clientKey = hmac(salted, "Client Key");
            byte[] proof = hmac(
                    MessageDigest.getInstance("SHA-256").digest(clientKey), firstBare + "," + challenge + "," + bare);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= clientKey[i];
            }
            exchange.receive((bare + ",p=" + Base64.getEncoder().encodeToString(proof)).getBytes(UTF_8));
            return exchange;
        } catch (GeneralSecurityException | ScramException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}

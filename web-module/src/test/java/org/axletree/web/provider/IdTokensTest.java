package org.axletree.web.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a provider signed is believed if it is this provider's, for this client, for this login, and now; nothing else is. */
class IdTokensTest {
    private static final String ISSUER = "https://login.example.org";
    private static final String NONCE = "of this login";
    private static final String SECRET = "the secret of the client, which is long enough for a signature";

    private static RSAKey key;
    private static RSAKey other;

    private final IdTokens tokens = new IdTokens(ISSUER, "axletree");

    @BeforeAll
    static void makeKeys() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        other = new RSAKeyGenerator(2048).keyID("one").generate();
    }

    @Test
    void tokenOfTheProvider_isBelieved() throws Exception {
        assertThat(tokens.claims(signed(claims -> claims), keys(key), NONCE)).containsEntry("sub", "ada");
        assertThat(tokens.claims(
                        signed(claims ->
                                claims.audience(List.of("axletree", "other")).claim("azp", "axletree")),
                        keys(key),
                        NONCE))
                .containsEntry("sub", "ada");
    }

    @Test
    void tokenForAnotherOrOfAnother_orOfAnotherTime_isNot() throws Exception {
        refused(signed(claims -> claims.issuer("https://login.example.net")));
        refused(signed(claims -> claims.audience("another")));
        refused(signed(claims -> claims.audience(List.of("axletree", "other"))));
        refused(signed(claims -> claims.claim("azp", "another")));
        refused(signed(claims -> claims.claim("nonce", "of another login")));
        refused(signed(claims -> claims.claim("nonce", null)));
        refused(signed(claims -> claims.subject(null)));
        refused(signed(claims -> claims.expirationTime(in(Duration.ofMinutes(-2)))));
        refused(signed(claims -> claims.expirationTime(null)));
        refused(signed(claims -> claims.issueTime(null)));
        refused(signed(claims -> claims.notBeforeTime(in(Duration.ofMinutes(2)))));
    }

    @Test
    void tokenThatThisProviderDidNotSign_isNot() throws Exception {
        refused(sealed(JWSAlgorithm.RS256, new RSASSASigner(other), claims().build()));
        refused(sealed(JWSAlgorithm.HS256, new MACSigner(SECRET), claims().build()));
        refused(sealed(JWSAlgorithm.HS256, new MACSigner(key.toRSAPublicKey().getEncoded()), claims().build()));
        refused(new PlainJWT(claims().build()).serialize());
        String good = signed(claims -> claims);
        refused(good.substring(0, good.lastIndexOf('.') + 1));
        refused("");
        refused("a.b.c");
    }

    private void refused(String token) {
        assertThatThrownBy(() -> tokens.claims(token, keys(key), NONCE))
                .asInstanceOf(type(SetbackException.class))
                .extracting(SetbackException::setback)
                .isEqualTo(Setback.UNPROVEN);
    }

    private static Map<String, Object> keys(RSAKey one) {
        return new JWKSet(one).toJSONObject();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("ada")
                .audience("axletree")
                .claim("nonce", NONCE)
                .issueTime(in(Duration.ZERO))
                .expirationTime(in(Duration.ofMinutes(5)));
    }

    private static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return sealed(
                JWSAlgorithm.RS256,
                new RSASSASigner(key),
                change.apply(claims()).build());
    }

    private static String sealed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims);
        token.sign(signer);
        return token.serialize();
    }
}

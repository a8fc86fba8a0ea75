package org.axletree.web.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/** Proves what an identity provider signed (OpenID Connect Core 1.0, section 3.1.3.7). */
final class IdTokens {
    private final String issuer;
    private final String clientId;

    IdTokens(String issuer, String clientId) {
        this.issuer = issuer;
        this.clientId = clientId;
    }

    /**
     * What a token says, if it is signed with one of the keys, for this client, for this login, and now. What is signed with the
     * client's own secret, or not at all, is not believed.
     */
    Map<String, Object> claims(String token, Map<String, Object> keys, String nonce) throws SetbackException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        JWTClaimsSet exact =
                new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build();
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(clientId, exact, Set.of("sub", "exp", "iat")));
        try {
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    Set.copyOf(JWSAlgorithm.Family.SIGNATURE), new ImmutableJWKSet<>(JWKSet.parse(keys))));
            JWTClaimsSet claims = processor.process(token, null);
            Object party = claims.getClaim("azp");
            if ((party != null || claims.getAudience().size() > 1) && !clientId.equals(party)) {
                throw new SetbackException(Setback.UNPROVEN, "the ID token is for another client, says its azp");
            }
            return claims.getClaims();
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new SetbackException(Setback.UNPROVEN, "the ID token: " + SetbackException.shown(e.getMessage()));
        }
    }
}

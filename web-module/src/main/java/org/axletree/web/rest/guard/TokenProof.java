package org.axletree.web.rest.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.token.TokenService;
import org.axletree.hub.settings.Administrator;

/** Whose a token is: the administrator's, which is set or generated, or one that was given out. */
@ApplicationScoped
public class TokenProof {
    @Inject
    private Administrator administrator;

    @Inject
    private TokenService tokens;

    TokenService.Proof prove(String token, String address) {
        return administrator.tokenMatches(token)
                ? new TokenService.Proof.Known(Caller.ownToken(address))
                : tokens.prove(token, address);
    }

    /** Who shows the token; empty if it is good no more. */
    public Optional<Caller> callerOf(String token, String address) {
        return prove(token, address) instanceof TokenService.Proof.Known known
                ? Optional.of(known.caller())
                : Optional.empty();
    }
}

package org.axletree.web.rest.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.dialect.azure.AzureAccess;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.enrollment.ScopeKeys;
import org.axletree.hub.registry.token.TokenService;
import org.axletree.hub.settings.Administrator;

/** Whose a token is: the administrator's, which is set or generated, or one that was given out. */
@ApplicationScoped
public class TokenProof {
    @Inject
    private Administrator administrator;

    @Inject
    private TokenService tokens;

    @Inject
    private AzureAccess access;

    /** A token that is signed with a key of the provisioning service which the host name means. */
    TokenService.Proof proveSigned(String host, String token, String address) {
        return access.scope(Optional.ofNullable(host).orElse(""), token)
                .<TokenService.Proof>map(scope -> new TokenService.Proof.Known(new Caller(
                        Caller.Kind.POLICY,
                        "policy " + ScopeKeys.POLICY,
                        "",
                        Role.PROJECT,
                        Optional.of(Set.of(scope.projectId())),
                        address)))
                .orElseGet(TokenService.Proof.Unknown::new);
    }

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

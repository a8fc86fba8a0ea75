package org.axletree.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;
import org.axletree.hub.settings.Administrator;

/** Knows one person: the administrator. A wrong name and a wrong password get the same answer. */
@ApplicationScoped
public class AdministratorStore implements IdentityStore {
    /** The group of those who may use the console. */
    public static final String GROUP = "administrator";

    @Inject
    private Administrator administrator;

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof UsernamePasswordCredential login)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        char[] password = login.getPassword().getValue();
        return administrator.passwordMatches(login.getCaller(), password)
                ? new CredentialValidationResult(Administrator.NAME, Set.of(GROUP))
                : CredentialValidationResult.INVALID_RESULT;
    }
}

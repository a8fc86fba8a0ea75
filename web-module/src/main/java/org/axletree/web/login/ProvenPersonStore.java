package org.axletree.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Tells the container of those who have proved who they are ({@link ProvenPerson}); knows no password itself. */
@ApplicationScoped
public class ProvenPersonStore implements IdentityStore {
    /** Of everybody who is logged in; what each may do, the registry knows. */
    private static final String GROUP = "person";

    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof ProvenPerson person
                ? new CredentialValidationResult(person.user().name(), Set.of(GROUP))
                : CredentialValidationResult.INVALID_RESULT;
    }
}

package org.axletree.hub.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The identity provider by which people may log in.
 *
 * @param issuer as the provider calls itself
 * @param name what it is called on the login page
 * @param clientId what the console is called there
 * @param clientSecret what the console proves itself with there
 * @param redirect where it sends browsers back to
 * @param authorities a file with those by which it is known; empty for the ones that Java knows
 * @param scopes what it is asked for
 * @param rolesClaim the claim whose values say what somebody may do
 * @param administrators the values that make an administrator
 * @param operators the values that make an operator
 * @param readers the values that let somebody look
 * @param projectsClaim the claim that names the only projects that somebody sees; empty if everybody sees all
 * @param longest how long a login lasts at most
 */
public record IdentityProvider(
        String issuer,
        String name,
        String clientId,
        Optional<String> clientSecret,
        URI redirect,
        Optional<Path> authorities,
        String scopes,
        String rolesClaim,
        Set<String> administrators,
        Set<String> operators,
        Set<String> readers,
        Optional<String> projectsClaim,
        Duration longest) {

    /** Without the secret. */
    @Override
    public String toString() {
        return name + " (" + issuer + ")";
    }
}

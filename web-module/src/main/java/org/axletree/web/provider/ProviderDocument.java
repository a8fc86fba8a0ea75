package org.axletree.web.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.setting.WebAddress;

/**
 * What an identity provider says of itself (OpenID Connect Discovery 1.0).
 *
 * @param authorization where browsers are sent
 * @param token where a code is exchanged
 * @param keys those that it signs with
 * @param userInfo where it tells more of a person; not every provider does
 * @param endSession where browsers log out; not every provider has it
 * @param secretInBody whether it wants the client's secret in the form, and not in the header
 */
record ProviderDocument(
        URI authorization,
        URI token,
        URI keys,
        Optional<URI> userInfo,
        Optional<URI> endSession,
        boolean secretInBody) {

    /** Where the document of an issuer is. */
    static URI address(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return URI.create(base + "/.well-known/openid-configuration");
    }

    /** @throws SetbackException if it is not that of the issuer, or lacks something */
    static ProviderDocument of(String issuer, Map<String, Object> json) throws SetbackException {
        if (!issuer.equals(json.get("issuer"))) {
            throw new SetbackException(
                    Setback.AWAY, "the document of " + issuer + " is that of another issuer: " + json.get("issuer"));
        }
        boolean basic = !(json.get("token_endpoint_auth_methods_supported") instanceof List<?> methods)
                || methods.contains("client_secret_basic");
        return new ProviderDocument(
                needed(json, "authorization_endpoint"),
                needed(json, "token_endpoint"),
                needed(json, "jwks_uri"),
                address(json, "userinfo_endpoint"),
                address(json, "end_session_endpoint"),
                !basic);
    }

    private static URI needed(Map<String, Object> json, String name) throws SetbackException {
        return address(json, name)
                .orElseThrow(() -> new SetbackException(Setback.AWAY, "the provider's document has no usable " + name));
    }

    private static Optional<URI> address(Map<String, Object> json, String name) {
        return Optional.ofNullable(json.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(WebAddress::isSafe)
                .map(URI::create);
    }
}

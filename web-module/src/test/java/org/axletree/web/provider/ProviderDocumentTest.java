package org.axletree.web.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A document of another issuer, or one that would send secrets in the clear, is none. */
class ProviderDocumentTest {
    private static final String ISSUER = "https://login.example.org/realm";
    private static final Map<String, Object> DOCUMENT = Map.of(
            "issuer", ISSUER,
            "authorization_endpoint", "https://login.example.org/authorize?realm=x",
            "token_endpoint", "https://login.example.org/token",
            "jwks_uri", "https://keys.example.org/keys");

    @Test
    void document_isReadAsItIs() throws SetbackException {
        ProviderDocument document = ProviderDocument.of(ISSUER, DOCUMENT);
        assertThat(document.token()).hasToString("https://login.example.org/token");
        assertThat(document.userInfo()).isEmpty();
        assertThat(document.endSession()).isEmpty();
        assertThat(document.secretInBody()).isFalse();
        assertThat(ProviderDocument.of(
                                ISSUER, with("token_endpoint_auth_methods_supported", List.of("client_secret_post")))
                        .secretInBody())
                .isTrue();
        assertThat(ProviderDocument.address(ISSUER))
                .hasToString(ISSUER + "/.well-known/openid-configuration")
                .isEqualTo(ProviderDocument.address(ISSUER + "/"));
    }

    @Test
    void documentThatIsNoneOfThisIssuer_isRefused() {
        refused(with("issuer", ISSUER + "/"));
        refused(with("issuer", List.of(ISSUER)));
        refused(with("token_endpoint", "http://login.example.org/token"));
        refused(with("token_endpoint", "/token"));
        refused(with("jwks_uri", "file:///etc/keys"));
        refused(with("authorization_endpoint", "javascript:alert(1)"));
        refused(with("authorization_endpoint", "https://login.example.org/\r\nSet-Cookie: x"));
        refused(Map.of());
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> document = new HashMap<>(DOCUMENT);
        document.put(name, value);
        return document;
    }

    private static void refused(Map<String, Object> document) {
        assertThatThrownBy(() -> ProviderDocument.of(ISSUER, document)).isInstanceOf(SetbackException.class);
    }
}

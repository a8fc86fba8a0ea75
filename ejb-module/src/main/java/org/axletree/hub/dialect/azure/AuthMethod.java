package org.axletree.hub.dialect.azure;

/** How a connection proved itself, as Azure stamps it on messages (docs/reference/dialects/azure.md, 5). */
public final class AuthMethod {
    private AuthMethod() {}

    /** By a token, of the device's or module's own key or of a policy's. */
    public static String bySas(AzureUserName name, SasToken token) {
        return token.policy().isEmpty() ? json(scopeOf(name), "sas") : json("hub", "sas");
    }

    public static String byCertificate(AzureUserName name) {
        return json(scopeOf(name), "x509");
    }

    private static String scopeOf(AzureUserName name) {
        return name.moduleId().isEmpty() ? "device" : "module";
    }

    private static String json(String scope, String type) {
        return "{\"scope\":\"" + scope + "\",\"type\":\"" + type + "\",\"issuer\":\"iothub\"}";
    }
}

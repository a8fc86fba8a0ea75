package org.axletree.hub.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.axletree.hub.dialect.azure.AzureUserName;
import org.axletree.hub.dialect.azure.SasToken;
import org.axletree.hub.dialect.huawei.HuaweiClientId;

/**
 * What the device would have said in a CONNECT, made of the headers of a request: the gate knows no other way.
 *
 * @param clientId as MQTT's
 * @param userName as MQTT's
 * @param password as MQTT's
 */
record ShownCredential(String clientId, String userName, byte[] password) {
    private static final String BASIC = "Basic ";
    private static final String SAS = "SharedAccessSignature ";
    private static final ShownCredential NONE = new ShownCredential("", "", new byte[0]);

    /** @return empty if the header cannot be read */
    static Optional<ShownCredential> of(String authorization, String clientId) {
        if (authorization.isEmpty()) {
            return Optional.of(new ShownCredential(clientId, "", NONE.password()));
        }
        if (begins(authorization, SAS)) {
            return SasToken.parse(authorization).map(token -> byToken(token, authorization, clientId));
        }
        return begins(authorization, BASIC) ? basic(authorization, clientId) : Optional.empty();
    }

    /** A token names the device, unless a policy signed it for all of them: then the client identifier does. */
    private static ShownCredential byToken(SasToken token, String text, String clientId) {
        String name = clientId.isEmpty() ? token.deviceName() : clientId;
        return new ShownCredential(name, token.hostLabel() + "/" + name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** User name and password of MQTT; the client identifier is made of the user name where that tells it. */
    private static Optional<ShownCredential> basic(String authorization, String clientId) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        String text = new String(decoded, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String user = text.substring(0, colon);
        byte[] password = text.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
        Optional<HuaweiClientId> huawei = HuaweiClientId.of(user);
        if (huawei.isPresent()) {
            return Optional.of(new ShownCredential(user, huawei.get().deviceId(), password));
        }
        String derived = AzureUserName.of(user).map(AzureUserName::name).orElse("");
        return Optional.of(new ShownCredential(clientId.isEmpty() ? derived : clientId, user, password));
    }

    private static boolean begins(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}

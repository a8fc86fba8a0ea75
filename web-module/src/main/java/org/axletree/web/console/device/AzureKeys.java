package org.axletree.web.console.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.hub.registry.azure.AzureIdentity;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.web.console.Texts;
import org.axletree.web.console.connect.ConnectBox;

/** The keys of an Azure device as its owner wants them: each, and in the string that Azure's SDKs read. */
@ApplicationScoped
public class AzureKeys {
    @Inject
    private ConnectBox connectBox;

    /** Empty where the device has a certificate. */
    List<ShownKey> of(AzureIdentity identity, Hub hub) {
        if (identity.credential().kind() != CredentialKind.SECRET) {
            return List.of();
        }
        Optional<String> primary = identity.credential().primary().map(AzureKeys::base64);
        Optional<String> secondary = identity.credential().secondary().map(AzureKeys::base64);
        return Stream.of(
                        primary.map(key -> new ShownKey(Texts.of("shown.primary"), key)),
                        secondary.map(key -> new ShownKey(Texts.of("shown.secondary"), key)),
                        primary.map(key -> new ShownKey(
                                Texts.of("shown.connection"),
                                connectBox.connectionString(identity.device(), hub, key))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}

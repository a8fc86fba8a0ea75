package org.axletree.hub.gate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.dialect.azure.AuthMethod;
import org.axletree.hub.dialect.azure.AzureDialect;
import org.axletree.hub.dialect.azure.AzureUserName;
import org.axletree.hub.dialect.azure.SasToken;
import org.axletree.hub.registry.authority.DeviceAuthorityDirectory;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.device.CredentialedDevice;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.policy.AccessRight;
import org.axletree.hub.registry.policy.HubPolicy;
import org.axletree.hub.registry.policy.PolicyService;

/**
 * By a user name of Azure's, which names hub and device, and by a token or certificate that proves it
 * (docs/reference/dialects/azure.md, 1 to 3). Whatever is wrong, the client learns no more than that it is not authorized.
 */
final class AzureAuthenticator implements Authenticator {
    private static final int MOST_SHOWN = 100;

    private final DeviceDirectory devices;
    private final HubDirectory hubs;
    private final CredentialSafe safe;
    private final PolicyService policies;
    private final DeviceAuthorityDirectory authorities;
    private final Clock clock;

    AzureAuthenticator(
            DeviceDirectory devices,
            HubDirectory hubs,
            CredentialSafe safe,
            PolicyService policies,
            DeviceAuthorityDirectory authorities,
            Clock clock) {
        this.devices = devices;
        this.hubs = hubs;
        this.safe = safe;
        this.policies = policies;
        this.authorities = authorities;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        Optional<AzureUserName> named = AzureUserName.of(request.userName());
        if (named.isEmpty()) {
            return Authentication.NOTHING_SHOWN;
        }
        AzureUserName name = named.get();
        boolean certificateAlone = !request.certificates().isEmpty() && request.password().length == 0;
        Optional<CredentialedDevice> found = devices.credentialed(name.hostLabel(), name.name())
                .filter(each -> each.device().dialect().equals(AzureDialect.NAME));
        if (found.isEmpty()) {
            // A certificate says who somebody is whatever the user name is (scaleway.md B7).
            return certificateAlone ? Authentication.NOTHING_SHOWN : unknown(name);
        }
        CredentialedDevice device = found.get();
        if (!name.agreesWith(request.clientId())) {
            return failed(device, Reason.CLIENT_ID_WRONG, "client identifier is not " + shown(name.name()));
        }
        return certificateAlone ? byCertificate(device, name, request) : bySas(device, name, request.password());
    }

    @Override
    public String claimed(ConnectRequest request) {
        return AzureUserName.of(request.userName())
                .map(name -> hubs.idByHost(name.hostLabel()).orElse(name.hostLabel()) + "/" + name.name())
                .orElse("");
    }

    /** The device says no more than its certificate does. */
    Authentication byCertificateAlone(CredentialedDevice device, ConnectRequest request) {
        return byCertificate(device, AzureUserName.of(device.device().identity()), request);
    }

    /** What becomes of a user name of Azure's that nobody is behind. */
    Authentication unknown(ConnectRequest request) {
        return AzureUserName.of(request.userName()).map(this::unknown).orElse(Authentication.NOTHING_SHOWN);
    }

    private Authentication unknown(AzureUserName name) {
        return new Authentication.Failed(
                Reason.UNIDENTIFIED,
                hubs.idByHost(name.hostLabel()).orElse(""),
                "",
                "client " + shown(name.name()) + " is not registered as a device with keys",
                "",
                Reason.NOT_AUTHORIZED);
    }

    private Authentication bySas(CredentialedDevice device, AzureUserName name, byte[] password) {
        if (password.length == 0) {
            return failed(device, Reason.CREDENTIAL_REQUIRED, "no token and no certificate");
        }
        Optional<SasToken> parsed = text(password).flatMap(SasToken::parse);
        if (parsed.isEmpty()) {
            return failed(device, Reason.CREDENTIAL_MALFORMED, "");
        }
        if (device.credential().kind() != CredentialKind.SECRET) {
            return failed(device, Reason.CREDENTIAL_KIND_WRONG, "token of a device that has a certificate");
        }
        SasToken token = parsed.get();
        List<String> path = name.moduleId().isEmpty()
                ? List.of("devices", name.deviceId())
                : List.of("devices", name.deviceId(), "modules", name.moduleId());
        if (!isOf(token, device.device(), name) || !token.covers(path)) {
            return failed(device, Reason.SCOPE_WRONG, "sr " + shown(token.resource()));
        }
        Optional<Reason> refusal = token.policy().isEmpty()
                ? refusal(token, safe.open(device.device().identity().deviceId(), device.credential()))
                : refusal(token, device.device().identity().hubId());
        if (refusal.isPresent()) {
            return failed(device, refusal.get(), token.policy().isEmpty() ? "" : "skn " + shown(token.policy()));
        }
        long late = clock.millis() - token.expiresAtMillis();
        return late >= 0
                ? failed(
                        device,
                        Reason.CREDENTIAL_EXPIRED,
                        "se was " + late / 1_000 + " s ago by the server's clock, which is " + clock.instant())
                : new Authentication.Identified(
                        device.device(),
                        Authentication.Proof.SECRET,
                        OptionalLong.of(token.expiresAtMillis()),
                        AuthMethod.bySas(name, token));
    }

    /** The host of the token is the device's hub, by its name or its id. */
    private static boolean isOf(SasToken token, KnownDevice device, AzureUserName name) {
        return token.hostLabel().equals(name.hostLabel())
                || token.hostLabel().equals(device.identity().hubId())
                || token.hostLabel().equals(device.identity().hubName().toLowerCase(Locale.ROOT));
    }

    private static Optional<Reason> refusal(SasToken token, DeviceCredential credential) {
        // Both are tried whatever the first says, so that it takes as long.
        boolean primary = credential.primary().map(token::isSignedWith).orElse(false);
        boolean secondary = credential.secondary().map(token::isSignedWith).orElse(false);
        return primary | secondary ? Optional.empty() : Optional.of(Reason.SIGNATURE_WRONG);
    }

    private Optional<Reason> refusal(SasToken token, String hubId) {
        Optional<HubPolicy> policy =
                policies.find(hubId, token.policy()).filter(known -> known.has(AccessRight.DEVICE_CONNECT));
        if (policy.isEmpty()) {
            return Optional.of(Reason.POLICY_UNKNOWN);
        }
        boolean primary = token.isSignedWith(policy.get().primary());
        boolean secondary = token.isSignedWith(policy.get().secondary());
        return primary | secondary ? Optional.empty() : Optional.of(Reason.SIGNATURE_WRONG);
    }

    private Authentication byCertificate(CredentialedDevice device, AzureUserName name, ConnectRequest request) {
        ClientChain chain = new ClientChain(request.certificates());
        Optional<Reason> refusal =
                switch (device.credential().kind()) {
                    case THUMBPRINT -> refusalByThumbprint(device, chain);
                    case AUTHORITY -> refusalByAuthority(device.device(), chain);
                    case SECRET, CERTIFICATE -> Optional.of(Reason.CREDENTIAL_KIND_WRONG);
                };
        return refusal.map(reason -> failed(
                        device,
                        reason,
                        "certificate of " + shown(chain.commonName().text())))
                .orElseGet(() -> new Authentication.Identified(
                        device.device(),
                        Authentication.Proof.CERTIFICATE,
                        OptionalLong.empty(),
                        AuthMethod.byCertificate(name)));
    }

    private Optional<Reason> refusalByThumbprint(CredentialedDevice device, ClientChain chain) {
        List<String> thumbprints = chain.thumbprints();
        if (!thumbprints.contains(device.credential().primaryThumbprint())
                && !thumbprints.contains(device.credential().secondaryThumbprint())) {
            return Optional.of(Reason.INVALID_CERTIFICATE);
        }
        return chain.isValidAt(clock.instant()) ? Optional.empty() : Optional.of(Reason.CERTIFICATE_EXPIRED);
    }

    private Optional<Reason> refusalByAuthority(KnownDevice device, ClientChain chain) {
        if (!chain.commonName().text().equals(device.identity().deviceName())) {
            return chain.commonName().problem().or(() -> Optional.of(Reason.INVALID_CERTIFICATE));
        }
        return chain.problemOnTheWayToOneOf(
                authorities.named(device.identity().hubId(), chain.issuers()), clock.instant());
    }

    private static Authentication failed(CredentialedDevice device, Reason reason, String detail) {
        return new Authentication.Failed(reason, device.device(), detail, Reason.NOT_AUTHORIZED);
    }

    private static Optional<String> text(byte[] password) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(password))
                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN - 1) + "…";
    }
}

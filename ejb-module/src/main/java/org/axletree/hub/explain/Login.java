package org.axletree.hub.explain;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorListener;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.dialect.azure.AzureDialect;
import org.axletree.hub.dialect.azure.AzureUserName;
import org.axletree.hub.dialect.azure.SasToken;
import org.axletree.hub.dialect.huawei.HuaweiClientId;
import org.axletree.hub.dialect.huawei.HuaweiStamp;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.settings.HubSettings;

/** A login that is explained: what it showed, read by the rules of the clouds. */
final class Login {
    private static final int LONGEST_SHOWN = 200;

    /** Of devices with a user name and a password alone, whatever the form of the name. */
    private static final Set<Reason> OF_USERS = Set.of(Reason.USER_PASSWORD_WRONG, Reason.PASSWORD_UNSEEN);

    private static final String HANDSHAKE = "certificates only, in the handshake";

    private final ConnectRequest request;
    private final Instant now;
    private final HubSettings settings;

    Login(ConnectRequest request, Instant now, HubSettings settings) {
        this.request = request;
        this.now = now;
        this.settings = settings;
    }

    static Login ofHandshake(List<X509Certificate> certificates, Instant now, HubSettings settings) {
        return new Login(
                new ConnectRequest(-1, ConnectionSecurity.MUTUAL_TLS, certificates, "", "", new byte[0], HANDSHAKE, ""),
                now,
                settings);
    }

    ConnectRequest request() {
        return request;
    }

    Instant now() {
        return now;
    }

    Optional<AzureUserName> azureName() {
        return AzureUserName.of(request.userName());
    }

    Optional<HuaweiClientId> huaweiId() {
        return HuaweiClientId.of(request.clientId());
    }

    /** Where devices that speak the same come in by TLS, with the port. */
    String secureDoor() {
        List<DoorListener> doors =
                request.protocol().startsWith("LwM2M") ? settings.coapListeners() : settings.mqttListeners();
        return doors.stream()
                .filter(DoorListener::secure)
                .findFirst()
                .map(door -> door.title() + " (" + door.port() + ")")
                .orElseThrow();
    }

    /** As whose words it is read: by their form, since nobody may be behind it. */
    String dialect() {
        if (azureName().isPresent()) {
            return AzureDialect.NAME;
        }
        return huaweiId().isPresent() ? HuaweiDeviceService.DIALECT : Admission.Admitted.DEFAULT_DIALECT;
    }

    Optional<ClientChain> chain() {
        return request.certificates().isEmpty()
                ? Optional.empty()
                : Optional.of(new ClientChain(request.certificates()));
    }

    /** Of the certificate; empty if there is none. */
    String commonName() {
        return chain().map(chain -> chain.commonName().text()).orElse("");
    }

    String password() {
        return new String(request.password(), StandardCharsets.UTF_8);
    }

    Optional<SasToken> token() {
        return SasToken.parse(password());
    }

    LoginExplanation admitted(Admission.Admitted admitted, boolean created) {
        String name = admitted.identity().deviceName();
        return explanation(
                admitted.dialect(),
                Optional.empty(),
                created
                        ? "The hub would take the device in as " + name + ", and admit it"
                        : "The device " + name + " is admitted by " + LoginSentences.means(credential()),
                admitted.identity().hubId(),
                admitted.identity().deviceId());
    }

    LoginExplanation refused(
            Reason reason, String detail, String hubId, String deviceId, Optional<CredentialKind> kind) {
        return explanation(
                OF_USERS.contains(reason) ? Admission.Admitted.DEFAULT_DIALECT : dialect(),
                Optional.of(reason),
                new LoginSentences(this, detail, hubId, kind).of(reason),
                hubId,
                deviceId);
    }

    /** Nobody is behind it whom the caller may know of. */
    LoginExplanation unknown() {
        return refused(Reason.UNIDENTIFIED, "", "", "", Optional.empty());
    }

    private LoginExplanation explanation(
            String dialect, Optional<Reason> reason, String message, String hubId, String deviceId) {
        return new LoginExplanation(
                dialect,
                reason,
                message,
                deviceId,
                hubId,
                skew(reason),
                shown(request.clientId()),
                shown(request.userName()),
                request.security() != ConnectionSecurity.PLAIN,
                credential(),
                chain().map(LoginSentences::described).orElse(""),
                now,
                request.remoteAddress());
    }

    private String credential() {
        if (request.exchange().isPresent()) {
            return "scram";
        }
        if (request.password().length > 0) {
            return token().isPresent() ? "token" : "password";
        }
        return request.certificates().isEmpty() ? "none" : "certificate";
    }

    /** By a stamp that is compared with the clock; by a token or a certificate that is out of its time, by how much at least. */
    private OptionalLong skew(Optional<Reason> reason) {
        Optional<HuaweiStamp> stamp = huaweiId()
                .filter(id -> id.signType() == 1 && id.deviceId().equals(request.userName()))
                .flatMap(id -> HuaweiStamp.of(id.stamp()));
        if (stamp.isPresent()) {
            return OptionalLong.of(
                    -Duration.ofHours(stamp.get().hoursBehind(now)).toSeconds());
        }
        if (reason.filter(why -> why == Reason.CREDENTIAL_EXPIRED).isPresent() && token().isPresent()) {
            long ahead = token().get().expiresAtMillis() - now.toEpochMilli();
            return OptionalLong.of(ahead / 1_000);
        }
        return reason.filter(why -> why == Reason.CERTIFICATE_EXPIRED)
                .flatMap(why -> request.certificates().stream()
                        .map(each -> Duration.between(now, each.getNotBefore().toInstant())
                                .toSeconds())
                        .filter(seconds -> seconds > 0)
                        .findFirst())
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Who mistook the one field for the other may have written a secret there. */
    static String shown(String text) {
        if (text.contains("SharedAccess") || text.contains("sig=")) {
            return "(a token)";
        }
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 1) + "…";
    }
}

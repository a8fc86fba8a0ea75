package org.axletree.hub.explain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Recognition;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.azure.AzureUserName;
import org.axletree.hub.gate.Decision;
import org.axletree.hub.gate.Gate;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.settings.HubSettings;

/**
 * What is wrong with a login: asked of the gate, which decides in earnest, by a request that leaves no trace. Whose device is
 * another project's learns no more than that nobody knows it.
 */
@ApplicationScoped
public class LoginExplainer {
    /** Of a request without a connection. */
    private static final long REHEARSED = -1;

    private Gate gate;
    private HubService hubs;
    private DeviceService devices;
    private DeviceDirectory directory;
    private RefusedLogins refused;
    private HubSettings settings;
    private final Clock clock = Clock.systemUTC();

    /** For the container's proxy. */
    protected LoginExplainer() {}

    @Inject
    public LoginExplainer(
            Gate gate,
            HubService hubs,
            DeviceService devices,
            DeviceDirectory directory,
            RefusedLogins refused,
            HubSettings settings) {
        this.gate = gate;
        this.hubs = hubs;
        this.devices = devices;
        this.directory = directory;
        this.refused = refused;
        this.settings = settings;
    }

    /**
     * The last refused attempt of a device.
     *
     * @throws ProblemException if the caller knows no such device, or nothing of it was refused since the server started
     */
    public LoginExplanation lastRefused(String region, String deviceId) {
        Device device = devices.get(region, deviceId);
        return refused.lastOf(device.id()).orElseThrow(() -> ProblemException.notFound("refused_login", device.id()));
    }

    /**
     * The last attempt in the name of a device that ended in the handshake, of which no event knows whose it was; empty if there was none
     * since the server started.
     *
     * @throws ProblemException if the caller knows no such device
     */
    public Optional<LoginExplanation> lastRefusedHandshake(String region, String deviceId) {
        return refused.lastHandshakeOf(devices.get(region, deviceId).id());
    }

    /** @param certificates leaf first; without {@code secure} nobody can show any */
    public LoginExplanation explain(
            String clientId, String userName, byte[] password, List<X509Certificate> certificates, boolean secure) {
        List<X509Certificate> shown = secure ? certificates : List.of();
        ConnectionSecurity security = !secure
                ? ConnectionSecurity.PLAIN
                : shown.isEmpty() ? ConnectionSecurity.SERVER_TLS : ConnectionSecurity.MUTUAL_TLS;
        ConnectRequest request =
                new ConnectRequest(REHEARSED, security, shown, clientId, userName, password, "MQTT", "");
        Login login = new Login(request, clock.instant(), settings);
        Decision decision = gate.admit(request, DoorTerms.NONE);
        if (!shown.isEmpty() && gate.recognise(shown) instanceof Recognition.Unrecognised stranger) {
            // The handshake ends it; but whom the user name names may tell more of why.
            return decision.admission() instanceof Admission.Refused refusal
                            && !decision.deviceId().isEmpty()
                    ? visible(refused(login, refusal, decision), login)
                    : visible(stranger(login, stranger), login);
        }
        if (decision.admission() instanceof Admission.Refused refusal) {
            return decision.claimants().isEmpty()
                    ? visible(refused(login, refusal, decision), login)
                    : contested(login, refusal.reason(), decision);
        }
        return visible(login.admitted((Admission.Admitted) decision.admission(), decision.created()), login);
    }

    private LoginExplanation stranger(Login login, Recognition.Unrecognised stranger) {
        String deviceId = directory
                .deviceByName(stranger.hubId(), login.commonName())
                .map(device -> device.identity().deviceId())
                .orElse("");
        return login.refused(stranger.reason(), "", stranger.hubId(), deviceId, Optional.empty());
    }

    private LoginExplanation refused(Login login, Admission.Refused refusal, Decision decision) {
        return login.refused(
                refusal.reason(),
                decision.detail(),
                decision.hubId(),
                decision.deviceId(),
                kindOf(login.request().userName()));
    }

    private Optional<CredentialKind> kindOf(String userName) {
        return AzureUserName.of(userName)
                .flatMap(name -> directory.credentialed(name.hostLabel(), name.name()))
                .map(device -> device.credential().kind());
    }

    /** Of several that claim it, one that the caller sees. */
    private LoginExplanation contested(Login login, Reason reason, Decision decision) {
        return decision.claimants().stream()
                .filter(claimant -> hubs.isVisible(claimant.hubId()))
                .findFirst()
                .map(own ->
                        login.refused(reason, decision.detailFor(own), own.hubId(), own.deviceId(), Optional.empty()))
                .orElseGet(login::unknown);
    }

    private LoginExplanation visible(LoginExplanation explanation, Login login) {
        return explanation.hubId().isEmpty() || hubs.isVisible(explanation.hubId()) ? explanation : login.unknown();
    }
}

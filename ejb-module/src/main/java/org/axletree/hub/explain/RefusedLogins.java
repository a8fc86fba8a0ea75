package org.axletree.hub.explain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Recognition;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.gate.Decision;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.settings.HubSettings;

/**
 * The last login of each device that was refused, without what it tried to prove itself with. In memory, and the oldest make
 * room. What a handshake showed that no authority vouches for is kept apart: whoever knows identifiers can make up as many
 * certificates, and they push out nobody's login.
 */
@ApplicationScoped
public class RefusedLogins {
    /** An entry is some two thousand bytes: 10 MB at the most. */
    private static final int MOST = 5_000;

    private static final int MOST_UNVOUCHED = 1_000;

    private static final Pattern DEVICE_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Map<String, LoginExplanation> lastOf = bounded(MOST);
    private final Map<String, LoginExplanation> lastUnvouchedOf = bounded(MOST_UNVOUCHED);

    private DeviceDirectory devices;
    private HubSettings settings;
    private final Clock clock = Clock.systemUTC();

    /** For the container's proxy. */
    protected RefusedLogins() {}

    @Inject
    public RefusedLogins(DeviceDirectory devices, HubSettings settings) {
        this.devices = devices;
        this.settings = settings;
    }

    private static Map<String, LoginExplanation> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, LoginExplanation> eldest) {
                return size() > most;
            }
        };
    }

    /** A connection was not admitted. Of one of which nobody knows the device nothing is kept. */
    public void refused(ConnectRequest request, Decision decision) {
        if (!(decision.admission() instanceof Admission.Refused refusal)) {
            return;
        }
        if (!decision.deviceId().isEmpty()) {
            note(request, refusal.reason(), decision.detail(), decision.hubId(), decision.deviceId());
        }
        for (DeviceIdentity claimant : decision.claimants()) {
            note(request, refusal.reason(), decision.detailFor(claimant), claimant.hubId(), claimant.deviceId());
        }
    }

    private void note(ConnectRequest request, Reason reason, String detail, String hubId, String deviceId) {
        Login login = new Login(request, clock.instant(), settings);
        put(lastOf, login.refused(reason, detail, hubId, deviceId, Optional.empty()));
    }

    /** A handshake was refused: of whom, only the name in the certificate says. */
    public void refused(List<X509Certificate> certificates, Recognition.Unrecognised refusal) {
        if (certificates.isEmpty()) {
            return;
        }
        Login login = Login.ofHandshake(certificates, clock.instant(), settings);
        Optional<KnownDevice> named = refusal.hubId().isEmpty()
                ? Optional.empty()
                : devices.deviceByName(refusal.hubId(), login.commonName());
        if (named.isPresent()) {
            put(lastOf, of(named.get(), login, refusal.reason(), "", refusal.hubId()));
            return;
        }
        Optional<KnownDevice> former = login.chain().flatMap(chain -> devices.formerHolderOf(chain.fingerprint()));
        if (former.isPresent()) {
            put(lastOf, of(former.get(), login, refusal.reason(), LoginSentences.FORMER, ""));
            return;
        }
        deviceById(login.commonName())
                .ifPresent(device -> put(lastUnvouchedOf, of(device, login, refusal.reason(), "", "")));
    }

    private static LoginExplanation of(KnownDevice device, Login login, Reason reason, String detail, String hubId) {
        return login.refused(reason, detail, hubId, "", Optional.empty()).ofDevice(device.identity(), device.dialect());
    }

    /** Some have the IDs of devices as common names. */
    private Optional<KnownDevice> deviceById(String name) {
        return DEVICE_ID.matcher(name).matches() ? devices.deviceById(name) : Optional.empty();
    }

    private synchronized void put(Map<String, LoginExplanation> kept, LoginExplanation explanation) {
        kept.put(explanation.deviceId(), explanation);
    }

    /** Of those that ended in the handshake: no event has them, as nothing but a name in a certificate tells whose they were. */
    synchronized Optional<LoginExplanation> lastHandshakeOf(String deviceId) {
        return all(deviceId).filter(RefusedLogins::isOfHandshake).max(Comparator.comparing(LoginExplanation::at));
    }

    /** In a handshake nobody has said yet from where it is, to whoever looks at the certificates. */
    private static boolean isOfHandshake(LoginExplanation refused) {
        return refused.remoteAddress().isEmpty();
    }

    synchronized Optional<LoginExplanation> lastOf(String deviceId) {
        return all(deviceId).max(Comparator.comparing(LoginExplanation::at));
    }

    private Stream<LoginExplanation> all(String deviceId) {
        return Stream.of(lastOf, lastUnvouchedOf).flatMap(kept -> Optional.ofNullable(kept.get(deviceId)).stream());
    }
}

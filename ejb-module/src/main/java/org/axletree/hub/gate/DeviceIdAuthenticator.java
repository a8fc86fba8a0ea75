package org.axletree.hub.gate;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.device.Registration;

/**
 * By the device's id, as user name or (deprecated) as client identifier (scaleway.md B8). It proves nothing, which is why the
 * gate admits such a connection only where the owner allowed insecure ones.
 *
 * <p>The password is not looked at: the dialect has none (scaleway.md section 2, "Password: empty string"), and libraries that
 * insist on one send whatever their user made up. Refusing it would protect nobody.
 */
final class DeviceIdAuthenticator implements Authenticator {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Function<ConnectRequest, String> field;
    private final DeviceDirectory devices;

    private DeviceIdAuthenticator(Function<ConnectRequest, String> field, DeviceDirectory devices) {
        this.field = field;
        this.devices = devices;
    }

    static DeviceIdAuthenticator asUserName(DeviceDirectory devices) {
        return new DeviceIdAuthenticator(ConnectRequest::userName, devices);
    }

    static DeviceIdAuthenticator asClientId(DeviceDirectory devices) {
        return new DeviceIdAuthenticator(ConnectRequest::clientId, devices);
    }

    static boolean isId(String text) {
        return UUID.matcher(text).matches();
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        String shown = field.apply(request);
        if (!isId(shown)) {
            return Authentication.NOTHING_SHOWN;
        }
        return devices.deviceById(shown.toLowerCase(Locale.ROOT))
                .map(DeviceIdAuthenticator::named)
                .orElse(Authentication.NOTHING_SHOWN);
    }

    /** A device that has something to prove itself with never gets in without it (scaleway.md 0.14). */
    private static Authentication named(KnownDevice device) {
        return device.dialect().equals(Registration.MANAGED.dialect())
                ? new Authentication.Identified(device, Authentication.Proof.NAMED)
                : new Authentication.Failed(Reason.CREDENTIAL_REQUIRED, device, "");
    }
}

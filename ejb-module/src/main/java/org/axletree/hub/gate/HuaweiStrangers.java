package org.axletree.hub.gate;

import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.huawei.HuaweiClientId;
import org.axletree.hub.registry.huawei.HuaweiDirectory;
import org.axletree.hub.registry.huawei.HuaweiLogin;

/**
 * Asked last, of those whom nobody knows: who tried to be a Huawei device gets the code that Huawei's SDKs understand, and the
 * device's owner learns what was wrong. Identifies nobody.
 */
final class HuaweiStrangers implements Authenticator {
    private final HuaweiDirectory directory;

    HuaweiStrangers(HuaweiDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        Optional<HuaweiClientId> shown = HuaweiClientId.of(request.clientId());
        Optional<HuaweiLogin> named = directory.login(request.userName());
        if (shown.isEmpty()) {
            return named.map(login -> failed(
                            login,
                            Reason.CLIENT_ID_FORM_WRONG,
                            "(expected: <device id>_0_<sign type>_<YYYYMMDDHH>)",
                            Reason.CLIENT_ID_FORM_WRONG))
                    .orElse(Authentication.NOTHING_SHOWN);
        }
        // SDKs end their tries at this code only, whether the device exists or not.
        return named.or(() -> directory.login(shown.get().deviceId()))
                .map(login -> failed(login, Reason.CLIENT_ID_WRONG, "", Reason.DEVICE_UNKNOWN))
                .orElseGet(() -> new Authentication.Failed(Reason.DEVICE_UNKNOWN, ""));
    }

    /** The stamp behind it is the guesser's choice. */
    @Override
    public String claimed(ConnectRequest request) {
        return HuaweiClientId.of(request.clientId())
                .map(HuaweiClientId::deviceId)
                .orElse("");
    }

    private static Authentication failed(HuaweiLogin login, Reason reason, String detail, Reason told) {
        return new Authentication.Failed(reason, login.device(), detail, told);
    }
}

package org.axletree.hub.gate;

import java.util.List;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.dialect.azure.AzureDialect;
import org.axletree.hub.dialect.azure.AzureUserName;
import org.axletree.hub.dialect.huawei.HuaweiClientId;
import org.axletree.hub.registry.device.CredentialedDevice;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;

/**
 * By a certificate alone, of a device of Azure's or Huawei's: where no hub's own certificates tell whose it is, and exactly one
 * such device has it. The device's own cloud then judges as if the device had named itself. Who names a device in the form of a
 * cloud, or sends a password, has said how it wants to be known, and is not known otherwise.
 */
final class CertificateAlone implements Authenticator {
    private final CloudHolders holders;
    private final AzureAuthenticator azure;
    private final HuaweiAuthenticator huawei;
    private final HuaweiStrangers strangers;

    CertificateAlone(
            CloudHolders holders, AzureAuthenticator azure, HuaweiAuthenticator huawei, HuaweiStrangers strangers) {
        this.holders = holders;
        this.azure = azure;
        this.huawei = huawei;
        this.strangers = strangers;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        if (request.certificates().isEmpty()) {
            return Authentication.NOTHING_SHOWN;
        }
        if (AzureUserName.of(request.userName()).isPresent()) {
            return azure.unknown(request);
        }
        if (HuaweiClientId.of(request.clientId()).isPresent()) {
            return strangers.authenticate(request);
        }
        List<CredentialedDevice> found = holders.of(new ClientChain(request.certificates()));
        if (found.isEmpty()) {
            return Authentication.NOTHING_SHOWN;
        }
        return found.size() == 1
                ? judged(found.get(0), request)
                : new Authentication.Contested(
                        found.stream().map(each -> each.device().identity()).toList());
    }

    @Override
    public String claimed(ConnectRequest request) {
        String ofAzure = azure.claimed(request);
        return ofAzure.isEmpty() ? strangers.claimed(request) : ofAzure;
    }

    private Authentication judged(CredentialedDevice device, ConnectRequest request) {
        KnownDevice known = device.device();
        if (request.password().length > 0) {
            return new Authentication.Failed(
                    Reason.CREDENTIAL_KIND_WRONG,
                    known,
                    "password beside the device's certificate",
                    Reason.NOT_AUTHORIZED);
        }
        return switch (known.dialect()) {
            case AzureDialect.NAME -> azure.byCertificateAlone(device, request);
            case HuaweiDeviceService.DIALECT -> huawei.byCertificateAlone(known, request);
            default -> Authentication.NOTHING_SHOWN;
        };
    }
}

package org.axletree.web.console.device;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.CertificateService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Download;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Typed;

/** The certificate of a device: looked at, renewed, or replaced by one of the owner's (scaleway.md D14, D15). */
@Named
@ViewScoped
public class CertificateForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private CertificateService certificates;

    @Inject
    private CredentialFiles files;

    @Inject
    private DevicePage devicePage;

    private String pem = "";
    private transient Optional<DeviceCertificate> certificate;
    private transient Boolean replaceable;

    /** Lives as long as the dialog, in memory only: a private key must not be written with a session. */
    private transient ShownCredentials credentials;

    /** The certificate it connects with; null where its hub's owner issues them. */
    public DeviceCertificate getCertificate() {
        if (certificate == null) {
            certificate = read();
        }
        return certificate.orElse(null);
    }

    /** Whether it can be given another; else it was registered with something else to prove itself with. */
    public boolean isReplaceable() {
        if (replaceable == null) {
            replaceable = certificates.takesCertificates(Region.DEFAULT, devicePage.getId());
        }
        return replaceable;
    }

    private Optional<DeviceCertificate> read() {
        try {
            return Optional.of(DeviceCertificate.of(
                    certificates.get(Region.DEFAULT, devicePage.getId()).certificatePem()));
        } catch (ProblemException none) {
            return Optional.empty();
        }
    }

    public void renew() {
        try {
            credentials = files.of(certificates.renew(Region.DEFAULT, devicePage.getId()))
                    .orElse(null);
            forget();
            Done.here("done.renewed");
        } catch (ProblemException refused) {
            Problems.show(refused, "renew");
        }
    }

    /** No certificate lets the device in any more, until it has another one. */
    public void revoke() {
        try {
            certificates.revoke(Region.DEFAULT, devicePage.getId());
            forget();
            Done.here("done.revoked");
        } catch (ProblemException refused) {
            Problems.show(refused, "certificate");
        }
    }

    /** Closes the dialog; what was shown is gone for good. */
    public void end() {
        credentials = null;
    }

    /** Has the device connect with a certificate of the owner's. */
    public String replace() {
        try {
            certificates.replace(Region.DEFAULT, devicePage.getId(), pem);
            Done.there("done.certificate");
            return devicePage.again();
        } catch (ProblemException refused) {
            Problems.show(refused, "replace");
            return null;
        }
    }

    public void download() throws IOException {
        Download.send("device.crt", Download.PEM, getCertificate().pem());
    }

    private void forget() {
        certificate = null;
        replaceable = null;
        devicePage.refresh();
    }

    public ShownCredentials getCredentials() {
        return credentials;
    }

    public String getPem() {
        return pem;
    }

    public void setPem(String pem) {
        this.pem = Typed.stripped(pem);
    }
}

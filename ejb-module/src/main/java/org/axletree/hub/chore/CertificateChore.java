package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Logger;
import org.axletree.core.door.ServerIdentity;
import org.axletree.hub.authority.ServerAuthority;
import org.axletree.hub.door.Doors;

/** Renews the certificate of the server in time, and has the doors show the new one. */
@ApplicationScoped
public class CertificateChore implements Chore {
    private static final Logger LOG = Logger.getLogger(CertificateChore.class.getName());

    @Inject
    private Doors doors;

    @Inject
    private ServerAuthority authority;

    @Override
    public String complaint() {
        return "The server's certificate could not be renewed";
    }

    @Override
    public int everySeconds() {
        return 30;
    }

    @Override
    public void run() {
        authority.renewIfDue().ifPresent(this::show);
    }

    @Override
    public boolean isOncePerInstallation() {
        return true;
    }

    private void show(ServerIdentity identity) {
        doors.renew(identity);
        LOG.info(() -> "The server shows a new certificate, valid until " + authority.validUntil());
    }
}

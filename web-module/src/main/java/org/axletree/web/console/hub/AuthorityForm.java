package org.axletree.web.console.hub;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.hub.AuthorityService;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;

/** Brings an authority of the owner's in the place of the hub's, with the proof that its key is theirs (scaleway.md D2, D3). */
@Named
@ViewScoped
public class AuthorityForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMED = 50;

    @Inject
    private AuthorityService authorities;

    @Inject
    private DeviceService devices;

    @Inject
    private HubPage hubPage;

    private transient List<Device> dropping;
    private String subject = "";
    private String authority = "";
    private String proof = "";

    /** The lines of openssl that make the proof, with the hub's own values. */
    public String getCommands() {
        return "openssl req -new -newkey rsa:2048 -nodes -keyout proof.key -subj /CN=" + hubPage.getId()
                + " -out proof.csr\n"
                + "openssl x509 -req -in proof.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out proof.pem";
    }

    /** How many devices lose their certificates. */
    public String getDevicesInWords() {
        return Texts.counted("authority.devices", hubPage.getHub().deviceCount());
    }

    /** Looks at both certificates, and changes nothing. */
    public void check() {
        subject = "";
        try {
            subject = authorities.check(Region.DEFAULT, hubPage.getId(), authority, proof);
        } catch (ProblemException refused) {
            Problems.show(refused, "authority");
        }
    }

    /** Whose authority it is that was found to be right; empty before. */
    public String getSubject() {
        return subject;
    }

    /** The first of those whose certificates are worth nothing afterwards, in the order of their names. */
    public List<Device> getDropping() {
        if (dropping == null) {
            dropping = devices.list(
                            new DeviceQuery(
                                    Region.DEFAULT,
                                    Optional.of(hubPage.getId()),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()),
                            new PageRequest(1, MOST_NAMED, "name_asc"))
                    .items();
        }
        return dropping;
    }

    /** How many there are besides, in words; empty if all are named. */
    public String getMore() {
        long more = hubPage.getHub().deviceCount() - getDropping().size();
        return more > 0 ? Texts.counted("authority.more", more) : "";
    }

    public String bring() {
        try {
            authorities.bring(Region.DEFAULT, hubPage.getId(), authority, proof);
            Done.there("done.authority");
            return "/hub?faces-redirect=true&tab=settings&id=" + hubPage.getId();
        } catch (ProblemException refused) {
            Problems.show(refused, "authority");
            return null;
        }
    }

    public String getAuthority() {
        return authority;
    }

    public void setAuthority(String authority) {
        this.authority = Typed.stripped(authority);
    }

    public String getProof() {
        return proof;
    }

    public void setProof(String proof) {
        this.proof = Typed.stripped(proof);
    }
}

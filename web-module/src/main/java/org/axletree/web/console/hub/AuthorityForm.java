package org.axletree.web.console.hub;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.hub.AuthorityService;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Typed;

/** Brings an authority of the owner's in the place of the hub's, with the proof that its key is theirs (scaleway.md D2, D3). */
@Named
@ViewScoped
public class AuthorityForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private AuthorityService authorities;

    @Inject
    private HubPage hubPage;

    private String authority = "";
    private String proof = "";

    /** The lines of openssl that make the proof, with the hub's own values. */
    public String getCommands() {
        return "openssl req -new -newkey rsa:2048 -nodes -keyout proof.key -subj /CN=" + hubPage.getId()
                + " -out proof.csr\n"
                + "openssl x509 -req -in proof.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out proof.pem";
    }

    public String bring() {
        try {
            authorities.bring(Region.DEFAULT, hubPage.getId(), authority, proof);
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

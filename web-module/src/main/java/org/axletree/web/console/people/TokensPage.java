package org.axletree.web.console.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.token.ApiToken;
import org.axletree.hub.registry.token.TokenService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;

/** The tokens of the management API, beside the administrator's own. */
@Named
@RequestScoped
public class TokensPage {
    @Inject
    private TokenService tokens;

    private List<ApiToken> list;

    public List<ApiToken> getList() {
        if (list == null) {
            list = tokens.list(new PageRequest(1, PageRequest.MAX_PAGE_SIZE, ""))
                    .items();
        }
        return list;
    }

    /** Whether a token is good no more. */
    public boolean expired(ApiToken token) {
        return token.expiresAt()
                .filter(expiry -> !expiry.isAfter(Instant.now()))
                .isPresent();
    }

    /** The token is named by the button and not by its place: the list may be another by now. */
    public void delete() {
        String chosen = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("token", "");
        try {
            tokens.delete(chosen);
            Done.here("done.token.deleted");
        } catch (ProblemException refused) {
            Problems.show(refused, "tokens");
        }
        list = null;
    }
}

package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.axletree.hub.registry.token.TokenService;

/** {@code /tokens} of the management API, Axletree's own. */
@RequestScoped
@Path("tokens")
@Produces(MediaType.APPLICATION_JSON)
public class TokensResource {
    @Context
    private UriInfo uri;

    @Inject
    private TokenService tokens;

    @GET
    public String list() {
        return PageJson.of("tokens", tokens.list(QueryArguments.pageAlone(uri)), TokenJson::of)
                .toString();
    }

    @POST
    public String create(InputStream body) {
        return TokenJson.of(tokens.create(TokenJson.newToken(JsonBody.read(body, TokenJson.NEW_FIELDS))))
                .toString();
    }

    @GET
    @Path("{token_id}")
    public String get(@PathParam("token_id") String tokenId) {
        return TokenJson.of(tokens.get(tokenId)).toString();
    }

    @DELETE
    @Path("{token_id}")
    public void delete(@PathParam("token_id") String tokenId) {
        QueryArguments.none(uri);
        tokens.delete(tokenId);
    }
}

package org.axletree.web.publication;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.axletree.hub.registry.revocation.RevocationService;

/** {@code /crl/<hub id>.crl}: the certificates of a hub that are no longer good; public, as third parties check it. */
@WebServlet("/crl/*")
public class RevocationListServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String SUFFIX = ".crl";

    @Inject
    private transient RevocationService revocations;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<byte[]> list = Optional.ofNullable(request.getPathInfo())
                .filter(path -> path.startsWith("/") && path.endsWith(SUFFIX))
                .map(path -> path.substring(1, path.length() - SUFFIX.length()))
                .flatMap(revocations::listOf);
        if (list.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/pkix-crl");
        response.setContentLength(list.get().length);
        response.getOutputStream().write(list.get());
    }
}

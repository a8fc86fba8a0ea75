package org.axletree.web.publication;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.axletree.hub.authority.ServerAuthority;

/** The certificate by which devices know the server; public, as they need it before they can speak to it. */
@WebServlet("/ca/server.pem")
public class ServerAuthorityServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient ServerAuthority authority;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] pem = authority.certificateAuthorityPem().getBytes(StandardCharsets.US_ASCII);
        response.setContentType("application/x-pem-file");
        response.setContentLength(pem.length);
        response.getOutputStream().write(pem);
    }
}

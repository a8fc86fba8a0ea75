package org.axletree.web.publication;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.axletree.web.rest.guard.TokenFilter;

/** The description of the management API, behind {@link TokenFilter}. */
@WebServlet("/openapi")
public class OpenApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/yaml");
        response.setCharacterEncoding("UTF-8");
        try (InputStream document = OpenApiServlet.class.getResourceAsStream("/openapi.yaml")) {
            document.transferTo(response.getOutputStream());
        }
    }
}

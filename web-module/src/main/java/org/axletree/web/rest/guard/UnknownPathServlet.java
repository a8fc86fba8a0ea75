package org.axletree.web.rest.guard;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers beside the API, where a client looks for another version of it, in the API's own shape. */
@WebServlet("/iot/*")
public class UnknownPathServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        TokenFilter.write(response, ApiError.unknownPath(request.getRequestURI()));
    }
}

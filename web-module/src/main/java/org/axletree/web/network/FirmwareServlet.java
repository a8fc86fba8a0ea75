package org.axletree.web.network;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.axletree.core.door.FirmwarePackage;
import org.axletree.hub.registry.firmware.FirmwareService;

/**
 * Gives devices the firmware that they were told to fetch by HTTPS: {@code GET /firmware/{key}}. Public: the key is the login,
 * 192 random bits that are good for one device as long as it downloads.
 */
@WebServlet("/firmware/*")
public class FirmwareServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_KEY = 64;

    @Inject
    private transient FirmwareService firmware;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("");
        Optional<FirmwarePackage> found = path.length() > 1 && path.length() <= LONGEST_KEY && request.isSecure()
                ? firmware.byKey(path.substring(1))
                : Optional.empty();
        if (found.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] content = found.get().content();
        response.setContentType("application/octet-stream");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}

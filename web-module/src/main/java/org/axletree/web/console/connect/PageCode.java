package org.axletree.web.console.connect;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The address of a device's page as a QR code, for the phone of whoever stands before the device. */
@Named
@RequestScoped
public class PageCode {
    /** Bytes of an address: a code of more is too fine for a phone before a screen. */
    private static final int LONGEST = 213;

    @Inject
    private HttpServletRequest request;

    private Optional<QrDrawing> code;

    /** As the browser that asks knows the console. */
    private Optional<QrDrawing> of(String deviceId) {
        if (code == null) {
            String page = request.getRequestURL().toString();
            String address =
                    page.substring(0, page.length() - request.getRequestURI().length()) + request.getContextPath()
                            + "/device?id=" + deviceId;
            code = Optional.of(address)
                    .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= LONGEST)
                    .map(QrDrawing::of);
        }
        return code;
    }

    /** The dark places as the path of an SVG; empty where the console has too long an address. */
    public String path(String deviceId) {
        return of(deviceId).map(QrDrawing::path).orElse("");
    }

    /** Places along a side, with the quiet zone. */
    public int side(String deviceId) {
        return of(deviceId).map(QrDrawing::side).orElse(0);
    }
}

package org.axletree.web.console.connect;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axletree.web.request.RemoteAddress;

/** Addresses as QR codes, for the phone of whoever stands before a device. */
@Named
@RequestScoped
public class PageCode {
    /** Bytes of an address: a code of more is too fine for a phone before a screen. */
    private static final int LONGEST = 213;

    @Inject
    private HttpServletRequest request;

    private final Map<String, Optional<QrDrawing>> codes = new HashMap<>();

    /** The address of a device's page, as the browser that asks knows the console. */
    public String pageOf(String deviceId) {
        String page = request.getRequestURL().toString();
        return page.substring(0, page.length() - request.getRequestURI().length()) + request.getContextPath()
                + "/device?id=" + deviceId;
    }

    /** Whether an address is one of the loopback interface: whoever reads it elsewhere finds nothing there, or something else. */
    public boolean isOwnMachine(String address) {
        try {
            String host = new URI(address).getHost();
            return host != null && RemoteAddress.isOwnMachine(host);
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private Optional<QrDrawing> of(String address) {
        return codes.computeIfAbsent(address, text -> Optional.of(text)
                .filter(each -> !each.isEmpty() && each.getBytes(StandardCharsets.UTF_8).length <= LONGEST)
                .map(QrDrawing::of));
    }

    /** The dark places as the path of an SVG; empty where there is no address, or too long a one. */
    public String path(String address) {
        return of(address).map(QrDrawing::path).orElse("");
    }

    /** Places along a side, with the quiet zone. */
    public int side(String address) {
        return of(address).map(QrDrawing::side).orElse(0);
    }
}

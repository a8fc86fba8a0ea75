package org.axletree.web.console;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends a file in place of a page. */
public final class Download {
    public static final String PEM = "application/x-pem-file";
    public static final String PKCS12 = "application/x-pkcs12";
    public static final String ZIP = "application/zip";

    private Download() {}

    public static void send(String fileName, String contentType, String text) throws IOException {
        send(fileName, contentType, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @param fileName letters, digits, dots and dashes only */
    public static void send(String fileName, String contentType, byte[] content) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        external.responseReset();
        external.setResponseContentType(contentType);
        external.setResponseContentLength(content.length);
        external.setResponseHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
        external.setResponseHeader("X-Content-Type-Options", "nosniff");
        external.setResponseHeader("Cache-Control", "no-store");
        external.getResponseOutputStream().write(content);
        faces.responseComplete();
    }
}

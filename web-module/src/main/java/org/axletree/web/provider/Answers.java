package org.axletree.web.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Where a browser goes from the way to the identity provider. */
final class Answers {
    private static final System.Logger LOG = System.getLogger(Answers.class.getName());

    /** What anybody brings about who is bored. */
    private static final Set<Setback> OF_STRANGERS = Set.of(Setback.NOT_BEGUN, Setback.TOO_QUICK, Setback.BUSY);

    private Answers() {}

    /** To the login page, which says why. */
    static void backToLogin(
            HttpServletRequest request, HttpServletResponse response, SetbackException back, String target)
            throws IOException {
        if (!OF_STRANGERS.contains(back.setback())) {
            LOG.log(Level.WARNING, "nobody logs in by the identity provider: {0}", back.getMessage());
        }
        response.sendRedirect(request.getContextPath() + "/login?told="
                + back.setback().word() + "&from=" + URLEncoder.encode(target, StandardCharsets.UTF_8));
    }

    /**
     * To a page of the console. By a page of our own, and not by a redirect: browsers show {@code Strict} cookies to no request that
     * another site began, and a redirect would still be that one's.
     */
    static void onTo(HttpServletRequest request, HttpServletResponse response, String target) throws IOException {
        String address = (request.getContextPath() + target).replace("&", "&amp;");
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(
                        """
                        <!DOCTYPE html>
                        <html lang="en"><head><meta charset="UTF-8"><meta http-equiv="refresh" content="0;url=%1$s"><title>Axletree</title>
                        <link rel="icon" href="%2$s/jakarta.faces.resource/favicon.svg.xhtml?ln=console"></head>
                        <body><p><a href="%1$s">Go on to Axletree</a></p></body></html>
                        """
                                .formatted(address, request.getContextPath()));
    }
}

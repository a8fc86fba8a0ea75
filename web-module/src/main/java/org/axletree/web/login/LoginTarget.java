package org.axletree.web.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Where one goes after the login. Only to pages of the console: a link to the login must not lead elsewhere. */
public final class LoginTarget {
    /** Where one goes if nothing else was asked for. */
    public static final String HOME = "/hubs";

    private static final Pattern PAGE = Pattern.compile(
            "/hubs|/tokens|/people|/account|/audit|/(hub|device)\\?id=[0-9a-f-]{36}(&tab=[a-z]{1,12})?");

    private LoginTarget() {}

    /** The page asked for, if it is one of ours; else the first page. */
    public static String of(String wanted) {
        return wanted != null && PAGE.matcher(wanted).matches() ? wanted : HOME;
    }

    /** The path of the login page that leads back to where the request wanted to go. */
    static String loginPath(HttpServletRequest request) {
        String query = request.getQueryString();
        String target = of(request.getServletPath() + (query == null ? "" : "?" + query));
        return HOME.equals(target) ? "/login" : "/login?from=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
    }
}

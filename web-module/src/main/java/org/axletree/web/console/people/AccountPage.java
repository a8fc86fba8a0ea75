package org.axletree.web.console.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.axletree.hub.registry.Caller;
import org.axletree.web.console.Done;
import org.axletree.web.console.Texts;
import org.axletree.web.login.Login;
import org.axletree.web.login.Logins;

/** Where the person who asks is logged in. */
@Named
@RequestScoped
public class AccountPage {
    private static final Map<String, String> BROWSERS = Map.of("Edg/", "Edge", "OPR/", "Opera", "Firefox/", "Firefox");
    private static final Map<String, String> SYSTEMS =
            Map.of("Windows", "Windows", "Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Mac OS X", "macOS");

    @Inject
    private Logins logins;

    @Inject
    private HttpServletRequest request;

    public List<Login> getLogins() {
        return logins.of(Caller.current().id());
    }

    /** Whether an identity provider says who it is: there is no password here to change. */
    public boolean isProvided() {
        return logins.isProvided(request.getSession(false));
    }

    /** The login with which the page was asked for. */
    public boolean here(Login login) {
        return login.handle().equals(logins.handle(request.getSession(false)));
    }

    public void end(String handle) {
        logins.end(Caller.current().id(), handle);
        Done.here("done.login.ended");
    }

    /** What the browser calls itself, in two words where it is a known one. */
    public String browser(Login login) {
        String told = login.browser();
        String browser =
                found(BROWSERS, told, told.contains("Chrome/") ? "Chromium" : told.contains("Safari/") ? "Safari" : "");
        String system = found(SYSTEMS, told, told.contains("Linux") ? "Linux" : "");
        if (browser.isEmpty()) {
            return told.isEmpty() ? Texts.of("browser.program") : told.substring(0, Math.min(40, told.length()));
        }
        return system.isEmpty() ? browser : Texts.of("browser.on", "browser", browser, "system", system);
    }

    private static String found(Map<String, String> words, String told, String otherwise) {
        return words.entrySet().stream()
                .filter(word -> told.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }
}

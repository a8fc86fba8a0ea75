package org.axletree.web.login;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.axletree.core.time.SteadyClock;

/**
 * Ends the session of a page that was left open. Such a page goes on asking what is new, which keeps its session alive for
 * the container; so what people do is counted here.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class IdleLogout implements Filter {
    private static final String LAST_USED = IdleLogout.class.getName();

    private final Clock clock;

    public IdleLogout() {
        this(new SteadyClock());
    }

    IdleLogout(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpSession session = asked.getSession(false);
        if (session != null) {
            boolean byItself = ConsolePaths.isLive(asked.getServletPath());
            if (byItself && isOver(session)) {
                session.invalidate();
                ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                return;
            }
            if (!byItself) {
                use(session);
            }
        }
        chain.doFilter(request, response);
    }

    void use(HttpSession session) {
        session.setAttribute(LAST_USED, clock.millis());
    }

    boolean isOver(HttpSession session) {
        long idle = clock.millis() - (session.getAttribute(LAST_USED) instanceof Long lastUsed ? lastUsed : 0);
        return idle > Duration.ofSeconds(session.getMaxInactiveInterval()).toMillis();
    }
}

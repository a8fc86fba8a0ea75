package org.axletree.web.login;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/**
 * Takes a date that cannot be read for none, as RFC 9110 section 13.1.3 has it. Faces does not, and what it throws would fill the
 * log of whoever lets strangers load the login page.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class UnreadableDates implements Filter {
    private static final int NONE = -1;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new Lenient((HttpServletRequest) request), response);
    }

    private static final class Lenient extends HttpServletRequestWrapper {
        Lenient(HttpServletRequest request) {
            super(request);
        }

        @Override
        public long getDateHeader(String name) {
            try {
                return super.getDateHeader(name);
            } catch (IllegalArgumentException unreadable) {
                return NONE;
            }
        }
    }
}

package org.axletree.web.live;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The stream of server-sent events of an open page ({@link LiveInterest}). It ends with the page and with the login. Protected
 * by {@code web.xml} like the pages themselves.
 */
@WebServlet(urlPatterns = "/live", asyncSupported = true)
public class LiveServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient LiveChannel channel;

    @Inject
    private transient LiveSources sources;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        if (session == null || !channel.hasRoomFor(session.getId())) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would hold it back
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        LivePage page =
                new LivePage(async, session, sources.visible(LiveInterest.of(request)), place(request), since(request));
        async.addListener(new Ending(page));
        response.getOutputStream().setWriteListener(page);
        channel.open(page);
    }

    /** The browser names it by itself when it comes back; a page that asks for something else says it in the address. */
    private static LivePlace place(HttpServletRequest request) {
        LivePlace known = LivePlace.of(request.getHeader("Last-Event-ID"));
        return known == LivePlace.START ? LivePlace.of(request.getParameter("after")) : known;
    }

    /** When the page was made: what happened before is on it. */
    private static Instant since(HttpServletRequest request) {
        try {
            return Instant.parse(String.valueOf(request.getParameter("since")));
        } catch (DateTimeParseException notSaid) {
            return Instant.now();
        }
    }

    private record Ending(LivePage page) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            page.end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            page.end();
        }

        @Override
        public void onError(AsyncEvent event) {
            page.end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // There is one request, and it goes on.
        }
    }
}

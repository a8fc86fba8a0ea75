package org.axletree.web.live;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.ProblemException;

/**
 * What an open page of the console watches: {@code /live/messages} and {@code /live/events}, with {@code hub}, and if it
 * likes with {@code device}, {@code topic} and {@code dropped}. Protected by {@code web.xml} like the pages themselves, and over
 * with their session. Programs have the same from the API, by token.
 */
@WebServlet(
        urlPatterns = {LiveStreamServlet.MESSAGES, LiveStreamServlet.EVENTS},
        asyncSupported = true)
public class LiveStreamServlet extends HttpServlet {
    static final String MESSAGES = "/live/messages";
    static final String EVENTS = "/live/events";
    private static final long serialVersionUID = 1L;

    @Inject
    private transient LiveStreams streams;

    @Inject
    private transient LiveSources sources;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        Optional<String> hub = argument(request, "hub");
        Optional<String> topic = argument(request, "topic");
        if (session == null
                || hub.isEmpty()
                || !sources.isHubVisible(hub.get())
                || topic.flatMap(TopicFilter::problemWith).isPresent()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        LiveStreams.Wish wish = new LiveStreams.Wish(
                hub.get(),
                argument(request, "device"),
                topic.map(TopicFilter::of),
                Optional.empty(),
                argument(request, "dropped").filter("true"::equals).isPresent(),
                Optional.ofNullable(request.getHeader("Last-Event-ID")));
        EventStream<?> stream;
        try {
            stream = request.getServletPath().equals(EVENTS)
                    ? streams.events(wish, () -> isOpen(session))
                    : streams.messages(wish, () -> isOpen(session));
        } catch (ProblemException tooMany) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        response.setContentType(EventStream.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        streams.begin(stream, writing -> write(writing, context));
    }

    private static void write(EventStream<?> stream, AsyncContext context) {
        try {
            stream.writeTo(new PlainReader(context.getResponse().getOutputStream()));
        } catch (IOException gone) {
            // the page was closed: nothing is left to be done
        } finally {
            context.complete();
        }
    }

    private static boolean isOpen(HttpSession session) {
        try {
            session.getCreationTime();
            return true;
        } catch (IllegalStateException over) {
            return false;
        }
    }

    private static Optional<String> argument(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(text -> !text.isEmpty());
    }
}

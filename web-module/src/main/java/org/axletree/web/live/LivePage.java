package org.axletree.web.live;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.live.Glimpse;
import org.axletree.hub.live.LiveMessage;
import org.axletree.hub.live.Numbered;
import org.axletree.hub.live.Watch;
import org.axletree.hub.registry.Caller;

/**
 * One open page. It is told what differs from what it was told before, and nothing while it has not read that: however slow it
 * is, there is never more to say than how things are now, and a bounded list of what was said.
 */
final class LivePage implements WriteListener {
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_LOOKS = 20;
    /** Proxies end a connection on which nothing comes. */
    private static final long SIGN_OF_LIFE_MILLIS = 5_000;
    /** Then the browser asks again: whoever is logged out elsewhere learns of it, and nothing lives for ever. */
    private static final long LIFE_MILLIS = 20_000;

    private final AsyncContext request;
    private final ServletOutputStream out;
    private final HttpSession session;
    private final LiveInterest interest;
    private final Caller caller;
    private final Instant openedAt;
    private final Map<String, JsonObject> told = new HashMap<>();
    private LivePlace place;
    private long saidAt;
    private final long begunAt = System.currentTimeMillis();
    private boolean begun;
    private boolean refused;
    private Optional<Watch<LiveMessage>> watch = Optional.empty();
    private volatile boolean over;

    LivePage(AsyncContext request, HttpSession session, LiveInterest interest, LivePlace place, Instant since)
            throws IOException {
        this.request = request;
        this.out = request.getResponse().getOutputStream();
        this.session = session;
        this.interest = interest;
        this.caller = Caller.current();
        this.place = place;
        this.openedAt = since;
    }

    String sessionId() {
        return session.getId();
    }

    boolean isOver() {
        return over;
    }

    /** Tells what is new, if the page has read what it was told before. */
    synchronized void tell(LiveSources sources, long nowMillis) {
        if (over) {
            return;
        }
        try (Caller.Asking asking = caller.asks()) {
            if (!isLoggedIn()) {
                say("event: over\ndata: {}\n\n", nowMillis);
                end();
            } else if (out.isReady()) {
                String news = news(sources, nowMillis);
                if (!news.isEmpty()) {
                    say(news, nowMillis);
                } else if (nowMillis - saidAt > SIGN_OF_LIFE_MILLIS) {
                    say(":\n\n", nowMillis);
                }
                if (interest.once() || nowMillis - begunAt > LIFE_MILLIS) {
                    end();
                }
            }
        } catch (IOException | IllegalStateException gone) {
            end();
        }
    }

    private boolean isLoggedIn() {
        try {
            session.getAttribute("any");
            return true;
        } catch (IllegalStateException loggedOut) {
            return false;
        }
    }

    private void say(String text, long nowMillis) throws IOException {
        if (out.isReady()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            saidAt = nowMillis;
            if (out.isReady()) {
                out.flush();
            }
        }
    }

    private String news(LiveSources sources, long nowMillis) {
        StringBuilder news = new StringBuilder();
        if (!begun) {
            begun = true;
            news.append("retry: 300\nevent: hello\ndata: {}\n\n");
        }
        JsonObjectBuilder state = Json.createObjectBuilder();
        boolean differs = changed(
                state, "devices", interest.devices(), id -> PageNews.device(sources.seen(id), sources.turns(id)));
        differs |= changed(
                state,
                "hubs",
                interest.hubs(),
                id -> PageNews.hub(
                        id.equals(LiveInterest.ALL)
                                ? sources.numbersOfAll(nowMillis)
                                : sources.numbers(id, nowMillis)));
        differs |= changed(state, "routes", interest.routes(), id -> sources.status(id, nowMillis)
                .map(status -> PageNews.route(status, sources.backlog(id), sources.now()))
                .orElse(JsonObject.EMPTY_JSON_OBJECT));
        differs |= changed(
                state,
                "audit",
                interest.audit() ? Set.of(LiveInterest.ALL) : Set.of(),
                all -> Json.createObjectBuilder()
                        .add("newest", sources.newestChange(nowMillis))
                        .build());
        if (differs) {
            news.append("event: state\ndata: ").append(state.build()).append("\n\n");
        }
        interest.messages().ifPresent(id -> addMessages(news, sources, id));
        interest.events().ifPresent(hubId -> addEvents(news, sources, hubId));
        return news.toString();
    }

    private boolean changed(
            JsonObjectBuilder state, String kind, Set<String> ids, Function<String, JsonObject> current) {
        JsonObjectBuilder changes = Json.createObjectBuilder();
        boolean any = false;
        for (String id : ids) {
            JsonObject now = current.apply(id);
            if (!now.equals(told.put(kind + id, now))) {
                changes.add(id, now);
                any = true;
            }
        }
        state.add(kind, changes);
        return any;
    }

    /** In a hub where much is said, a device's few messages lie far apart. */
    private void addMessages(StringBuilder news, LiveSources sources, String hubId) {
        if (watch.isEmpty() && !refused) {
            watch = sources.watch(hubId, place, openedAt);
            refused = watch.isEmpty();
            if (refused) {
                news.append("event: full\ndata: {}\n\n");
            }
        }
        if (watch.isEmpty()) {
            return;
        }
        int said = 0;
        try {
            for (int i = 0; i < MOST_LOOKS && said < MOST_AT_ONCE; i++) {
                Glimpse<LiveMessage> glimpse = watch.get().next(0);
                for (Numbered<LiveMessage> each : glimpse.found()) {
                    place = new LivePlace(each.id(), place.event());
                    boolean wanted = interest.from().isEmpty()
                            || interest.from().get().equals(each.value().deviceId());
                    if (wanted && said++ < MOST_AT_ONCE) {
                        add(news, "message", PageNews.message(each.value()));
                    }
                }
                if (glimpse.missed() || said > MOST_AT_ONCE) {
                    news.append("event: missed\ndata: {}\n\n");
                }
                if (glimpse.found().isEmpty()) {
                    break;
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void addEvents(StringBuilder news, LiveSources sources, String hubId) {
        for (HubHistory.Numbered each : sources.events(hubId, place.event(), MOST_AT_ONCE)) {
            place = new LivePlace(place.message(), each.number());
            if (!each.event().time().isBefore(openedAt)) {
                String who = Optional.of(each.event().deviceId())
                        .filter(deviceId -> !deviceId.isEmpty())
                        .map(sources::nameOf)
                        .orElse("");
                add(news, "happened", PageNews.event(each.number(), each.event(), who));
            }
        }
    }

    private void add(StringBuilder news, String kind, JsonObject what) {
        news.append("id: ").append(place).append("\nevent: ").append(kind).append("\ndata: ");
        news.append(what).append("\n\n");
    }

    /** The page has read: the next round tells it more. */
    @Override
    public void onWritePossible() {
        // Told by the next round, which is not far.
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    synchronized void end() {
        if (!over) {
            over = true;
            watch.ifPresent(Watch::close);
            watch = Optional.empty();
            try {
                request.complete();
            } catch (IllegalStateException alreadyComplete) {
                over = true;
            }
        }
    }
}

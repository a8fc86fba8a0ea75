package org.axletree.web.console.device;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.hub.explain.LoginExplainer;
import org.axletree.hub.history.ConnectionLog;
import org.axletree.hub.history.PastConnection;
import org.axletree.hub.registry.journal.EventJournal;
import org.axletree.hub.registry.journal.RecordedEvent;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.Region;
import org.axletree.web.console.Spans;
import org.axletree.web.console.Texts;

/** When a device came, went and was refused, newest first. */
@Named
@RequestScoped
public class Timeline {
    private static final int SHOWN = 100;
    private static final PageRequest LATELY = new PageRequest(1, SHOWN, "");
    private static final Map<ConnectionSecurity, String> SECURITY = Map.of(
            ConnectionSecurity.PLAIN, "plain",
            ConnectionSecurity.SERVER_TLS, "tls",
            ConnectionSecurity.MUTUAL_TLS, "mutual",
            ConnectionSecurity.PRESHARED_KEY, "key",
            ConnectionSecurity.RAW_PUBLIC_KEY, "rawKey");

    @Inject
    private ConnectionLog connections;

    @Inject
    private EventJournal journal;

    @Inject
    private LoginExplainer logins;

    private List<TimelineMoment> moments;

    /** What is known of a device. */
    public List<TimelineMoment> of(String deviceId) {
        if (moments == null) {
            List<TimelineMoment> all = new ArrayList<>();
            connections.of(deviceId).forEach(each -> addTo(all, each));
            journal.ofDevice(Region.DEFAULT, deviceId, LATELY).items().stream()
                    .filter(this::saysMoreThanItsConnection)
                    .map(Timeline::moment)
                    .forEach(all::add);
            logins.lastRefusedHandshake(Region.DEFAULT, deviceId)
                    .map(each -> new TimelineMoment(each.at(), "error", text("handshake"), each.message()))
                    .ifPresent(all::add);
            moments = all.stream()
                    .sorted(Comparator.comparing(TimelineMoment::time).reversed())
                    .limit(SHOWN)
                    .toList();
        }
        return moments;
    }

    public long turns(String deviceId) {
        return connections.turns(deviceId);
    }

    public Instant getBegun() {
        return connections.begun();
    }

    /** How connections end is told by themselves, as long as they are remembered. */
    private boolean saysMoreThanItsConnection(RecordedEvent event) {
        return !event.severity().equals("info")
                || !event.packet().isEmpty()
                || event.time().isBefore(connections.begun());
    }

    private static void addTo(List<TimelineMoment> all, PastConnection connection) {
        all.add(new TimelineMoment(connection.began(), "on", text("connected"), how(connection)));
        connection
                .end()
                .ifPresent(end -> all.add(new TimelineMoment(
                        end.at(),
                        "off",
                        end.reason().text(),
                        text("after") + " " + Spans.inWords(Duration.between(connection.began(), end.at())))));
    }

    private static String how(PastConnection connection) {
        return Stream.of(
                        connection.remoteAddress(),
                        connection.protocol(),
                        text("security." + SECURITY.get(connection.security())),
                        connection.keepAliveSeconds() == 0
                                ? ""
                                : text("keepAlive") + " "
                                        + Texts.of("span.seconds", "s", connection.keepAliveSeconds()),
                        connection.clientId().isEmpty() ? "" : text("as") + " " + connection.clientId())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static TimelineMoment moment(RecordedEvent event) {
        return new TimelineMoment(
                event.time(),
                event.severity(),
                event.message(),
                Stream.of(event.sourceAddress(), event.packet())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" · ")));
    }

    private static String text(String key) {
        return Texts.of("device.timeline." + key);
    }
}

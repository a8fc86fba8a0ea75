package org.axletree.web.console.traffic;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.axletree.core.door.Exchanged;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.metrics.HubVolume;
import org.axletree.hub.registry.metrics.MetricsLedger;
import org.axletree.hub.registry.metrics.TrafficLedger;
import org.axletree.hub.registry.metrics.TrafficSeries;
import org.axletree.web.console.ErrorAnswer;
import org.axletree.web.console.Region;

/**
 * What passed through a hub, through all, or what a device exchanged, for the charts: {@code /live/traffic?hub=…|all&window=HOUR} or
 * {@code ?device=…}. Protected by {@code web.xml} like the pages themselves.
 */
@WebServlet("/live/traffic")
public class TrafficServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient TrafficLedger ledger;

    @Inject
    private transient MetricsLedger metrics;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        TrafficWindow window = Arrays.stream(TrafficWindow.values())
                .filter(each -> each.name().equals(request.getParameter("window")))
                .findFirst()
                .orElse(TrafficWindow.HOUR);
        Instant start = Instant.now().minus(window.length());
        try {
            String device = request.getParameter("device");
            JsonObject answer = device == null
                    ? json(ofHub(String.valueOf(request.getParameter("hub")), start))
                    : ofDevice(metrics.trafficOfDevice(Region.DEFAULT, device, start));
            response.setContentType("application/json");
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(answer.toString());
        } catch (ProblemException refused) {
            ErrorAnswer.send(response, refused);
        }
    }

    private TrafficSeries<HubVolume> ofHub(String hub, Instant start) {
        return hub.equals("all") ? ledger.ofAll(Region.DEFAULT, start) : ledger.ofHub(Region.DEFAULT, hub, start);
    }

    private static JsonObject ofDevice(TrafficSeries<Exchanged> series) {
        return steps(series)
                .add("messages", column(series, Exchanged::received))
                .add("sent", column(series, Exchanged::sent))
                .add("packets", column(series, Exchanged::packets))
                .build();
    }

    static JsonObject json(TrafficSeries<HubVolume> series) {
        JsonObjectBuilder drops = Json.createObjectBuilder();
        for (int i = 0; i < HubVolume.DROPS.size(); i++) {
            int reason = i;
            drops.add(HubVolume.DROPS.get(i).text(), column(series, volume -> volume.dropped()
                    .get(reason)));
        }
        return steps(series)
                .add("messages", column(series, HubVolume::received))
                .add("sent", column(series, HubVolume::sent))
                .add("bytes", column(series, HubVolume::bytesReceived))
                .add("bytesSent", column(series, HubVolume::bytesSent))
                .add("connected", column(series, HubVolume::connected))
                .add("drops", drops)
                .build();
    }

    private static JsonObjectBuilder steps(TrafficSeries<?> series) {
        List<String> times =
                series.points().stream().map(point -> point.time().toString()).toList();
        return Json.createObjectBuilder()
                .add("next", series.nextAt().toString())
                .add("times", Json.createArrayBuilder(times));
    }

    private static <V> JsonArrayBuilder column(TrafficSeries<V> series, ToLongFunction<V> value) {
        List<Long> values = series.points().stream()
                .map(point -> value.applyAsLong(point.volume()))
                .toList();
        return Json.createArrayBuilder(values);
    }
}

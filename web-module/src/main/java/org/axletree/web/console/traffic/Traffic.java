package org.axletree.web.console.traffic;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.metrics.MetricSeries;
import org.axletree.hub.registry.metrics.MetricsLedger;
import org.axletree.web.console.Region;

/** What went through a device lately, as charts. */
@Named
@RequestScoped
public class Traffic {
    @Inject
    private MetricsLedger ledger;

    private TrafficWindow window = TrafficWindow.HOUR;
    private List<Chart> charts;

    /** Of a device; whether it was active is seen from its packets. */
    public List<Chart> ofDevice(String deviceId) {
        if (charts == null) {
            List<MetricSeries> series = ledger.ofDevice(Region.DEFAULT, deviceId, start());
            charts = List.of(Chart.ofSum("Packets", series.get(0), window));
        }
        return charts;
    }

    private Optional<Instant> start() {
        return Optional.of(Instant.now().minus(window.length()));
    }

    public TrafficWindow[] getWindows() {
        return TrafficWindow.values();
    }

    public TrafficWindow getWindow() {
        return window;
    }

    public void setWindow(TrafficWindow window) {
        this.window = window == null ? TrafficWindow.HOUR : window;
    }
}

package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.huawei.HuaweiShadowService;
import org.axletree.hub.registry.huawei.ServiceProperties;

/**
 * What devices said of their properties and is not written into their shadows yet. The message path only puts it here; many
 * reports of one service are written as one. Bounded in bytes: what does not fit is missing in the shadow, and in nothing
 * else (docs/adr/0061).
 */
@ApplicationScoped
public class ReportedShadows {
    private static final Logger LOG = Logger.getLogger(ReportedShadows.class.getName());

    /** Bytes of reports that wait to be written; a report counts for some more than it has. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private static final int BYTES_OF_A_REPORT = 128;

    /** Devices in one transaction: short enough not to hold up others. */
    private static final int BATCH = 500;

    private record Report(String deviceId, byte[] payload, long at) {
        long bytes() {
            return payload.length + BYTES_OF_A_REPORT;
        }
    }

    private final ConcurrentLinkedQueue<Report> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    private HuaweiShadowService shadows;

    /** For the container's proxy. */
    protected ReportedShadows() {}

    @Inject
    public ReportedShadows(HuaweiShadowService shadows) {
        this.shadows = shadows;
    }

    /**
     * Takes a report. Never blocks.
     *
     * @param at milliseconds since 1970
     */
    public void hear(String deviceId, byte[] payload, long at) {
        Report report = new Report(deviceId, payload, at);
        if (bytes.addAndGet(report.bytes()) > MOST_BYTES) {
            bytes.addAndGet(-report.bytes());
            lost.incrementAndGet();
        } else {
            waiting.add(report);
        }
    }

    /** Writes what waits; when it returns, what was heard before is in the shadows. Blocks on the database. */
    public synchronized void write() {
        Map<String, Map<String, ServiceProperties>> batch = new HashMap<>();
        for (Report report = waiting.poll(); report != null; report = waiting.poll()) {
            bytes.addAndGet(-report.bytes());
            Map<String, ServiceProperties> services =
                    batch.computeIfAbsent(report.deviceId(), id -> new LinkedHashMap<>());
            said(report).forEach(each -> services.merge(each.serviceId(), each, ServiceProperties::then));
            if (batch.size() >= BATCH) {
                write(batch);
                batch = new HashMap<>();
            }
        }
        write(batch);
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            LOG.warning(() -> missing + " reports of properties are missing in the shadows of their devices:"
                    + " they came faster than they could be written");
        }
    }

    private void write(Map<String, Map<String, ServiceProperties>> batch) {
        Map<String, Collection<ServiceProperties>> reports = new HashMap<>();
        batch.forEach((device, services) -> reports.put(device, services.values()));
        if (!reports.isEmpty()) {
            shadows.write(reports);
        }
    }

    private static List<ServiceProperties> said(Report report) {
        try {
            JsonObject json = StrictJson.object("payload", StrictJson.text("payload", report.payload()));
            return services(json, Instant.ofEpochMilli(report.at()));
        } catch (ProblemException unreadable) {
            return List.of(); // it was passed on as it came; a shadow cannot be made of it
        }
    }

    /** What a report says of services; what is no service is passed over. */
    static List<ServiceProperties> services(JsonObject report, Instant now) {
        List<ServiceProperties> services = new ArrayList<>();
        for (JsonObject service : HuaweiJson.objects(report, "services")) {
            JsonValue properties = service.get("properties");
            String id = HuaweiJson.text(service, "service_id");
            if (!id.isEmpty() && properties instanceof JsonObject object) {
                services.add(new ServiceProperties(id, object, HuaweiJson.time(service, "event_time", now)));
            }
        }
        return services;
    }
}

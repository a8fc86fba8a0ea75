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
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.huawei.HuaweiShadowService;
import org.axletree.hub.registry.huawei.ServiceProperties;

/**
 * What devices said of their properties and is not written into their shadows yet. The message path only puts it here; many
 * reports of one service are written as one, and those that a later one replaces altogether are not even read (docs/adr/0135). Bounded in bytes: what does not fit is missing in the shadow, and in nothing
 * else (docs/adr/0061).
 */
@ApplicationScoped
public class ReportedShadows {
    private static final Logger LOG = Logger.getLogger(ReportedShadows.class.getName());

    /** Bytes of reports that wait to be written; a report counts for some more than it has. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private static final int BYTES_OF_A_REPORT = 128;

    /** Reports of a device that later ones are compared with, for each time that they are written. */
    private static final int MOST_SHAPES = 8;

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
        Map<String, List<Report>> heard = new HashMap<>();
        long drained = 0;
        for (Report report = waiting.poll(); report != null; report = waiting.poll()) {
            drained += report.bytes(); // they count until they are written
            heard.computeIfAbsent(report.deviceId(), id -> new ArrayList<>()).add(report);
        }
        try {
            write(heard);
        } finally {
            bytes.addAndGet(-drained);
        }
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            LOG.warning(() -> missing + " reports of properties are missing in the shadows of their devices:"
                    + " they came faster than they could be written");
        }
    }

    private void write(Map<String, List<Report>> heard) {
        Map<String, Collection<ServiceProperties>> batch = new HashMap<>();
        heard.forEach((device, reports) -> {
            batch.put(device, said(reports));
            if (batch.size() >= BATCH) {
                shadows.write(batch);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            shadows.write(batch);
        }
    }

    /** What a device's reports say together. From the newest back: one that a later one replaces altogether is not read. */
    private static Collection<ServiceProperties> said(List<Report> reports) {
        Map<String, ServiceProperties> services = new LinkedHashMap<>();
        List<byte[]> read = new ArrayList<>();
        for (int i = reports.size() - 1; i >= 0; i--) {
            Report report = reports.get(i);
            if (isReplaced(report, read)) {
                continue;
            }
            Optional<JsonObject> json = read(report);
            if (json.isPresent()) {
                Map<String, ServiceProperties> own = new LinkedHashMap<>();
                services(json.get(), Instant.ofEpochMilli(report.at()))
                        .forEach(each -> own.merge(each.serviceId(), each, ServiceProperties::then));
                own.forEach((id, each) -> services.merge(id, each, (later, earlier) -> earlier.then(later)));
                if (read.size() < MOST_SHAPES) {
                    read.add(report.payload());
                }
            }
        }
        return services.values();
    }

    private static boolean isReplaced(Report report, List<byte[]> read) {
        for (byte[] later : read) {
            if (SameShape.replaces(later, report.payload())) {
                return true;
            }
        }
        return false;
    }

    /** Empty if it is not readable: it was passed on as it came, and a shadow cannot be made of it. */
    private static Optional<JsonObject> read(Report report) {
        try {
            return Optional.of(StrictJson.object("payload", StrictJson.text("payload", report.payload())));
        } catch (ProblemException unreadable) {
            return Optional.empty();
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

package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.axletree.hub.registry.huawei.HuaweiShadowService;
import org.axletree.hub.registry.huawei.ServiceProperties;

/**
 * What devices said of their properties and is not written into their shadows yet. The message path only puts it here, in the place of
 * what it replaces altogether (docs/adr/0138); many reports of one service are written as one. Bounded in bytes: what does not fit is
 * missing in the shadow, and in nothing else (docs/adr/0061).
 */
@ApplicationScoped
public class ReportedShadows {
    private static final Logger LOG = Logger.getLogger(ReportedShadows.class.getName());

    /** Bytes of reports that wait to be written, with what they need in memory beside; at this many no more are taken. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    /** Devices in one transaction: short enough not to hold up others. */
    private static final int BATCH = 500;

    private final ConcurrentMap<String, DeviceReports> waiting = new ConcurrentHashMap<>();
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
     * Takes a report. Waits for nothing but others that say something of the same device.
     *
     * @param at milliseconds since 1970
     */
    public void hear(String deviceId, byte[] payload, long at) {
        if (bytes.get() >= MOST_BYTES) {
            lost.incrementAndGet();
            return;
        }
        waiting.compute(deviceId, (id, known) -> {
            DeviceReports reports = known == null ? new DeviceReports() : known;
            long before = known == null ? 0 : reports.bytes();
            reports.add(payload, at);
            if (reports.bytes() != before) { // most replace one that is as long
                bytes.addAndGet(reports.bytes() - before);
            }
            return reports;
        });
    }

    /** Writes what waits; when it returns, what was heard before is in the shadows. Blocks on the database. */
    public synchronized void write() {
        Map<String, DeviceReports> heard = new HashMap<>();
        waiting.keySet().forEach(id -> heard.put(id, waiting.remove(id)));
        try {
            write(heard);
        } finally { // they count until they are written
            bytes.addAndGet(
                    -heard.values().stream().mapToLong(DeviceReports::bytes).sum());
        }
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            LOG.warning(() -> missing + " reports of properties are missing in the shadows of their devices:"
                    + " they came faster than they could be written");
        }
    }

    private void write(Map<String, DeviceReports> heard) {
        Map<String, Collection<ServiceProperties>> batch = new HashMap<>();
        heard.forEach((device, reports) -> {
            batch.put(device, reports.said());
            if (batch.size() >= BATCH) {
                shadows.write(batch);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            shadows.write(batch);
        }
    }
}

package org.axletree.hub.dialect.huawei;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.huawei.ServiceProperties;

/** Reports of one device that wait, each in the place of those that it replaces altogether. Used by one thread at a time. */
final class DeviceReports {
    /** The last of them are compared with the next one. */
    private static final int MOST_SHAPES = 8;

    /** In memory, beside what devices said. */
    private static final int BYTES_OF_A_REPORT = 128;

    private static final int BYTES_OF_A_DEVICE = 256;

    private static final class Report {
        byte[] payload;
        long at;

        /** Made when there is another report to compare with. */
        ReportShape shape;

        Report(byte[] payload, long at) {
            this.payload = payload;
            this.at = at;
        }
    }

    /** In the order in which they came. */
    private final List<Report> reports = new ArrayList<>(2);

    private long bytes = BYTES_OF_A_DEVICE;

    /**
     * One more report.
     *
     * @param at milliseconds since 1970
     */
    void add(byte[] payload, long at) {
        for (int i = reports.size() - 1; i >= 0 && i >= reports.size() - MOST_SHAPES; i--) {
            Report earlier = reports.get(i);
            if (shapeOf(earlier).isOf(payload)) {
                bytes += payload.length - earlier.payload.length;
                earlier.payload = payload;
                earlier.at = at;
                reports.add(reports.remove(i));
                return;
            }
        }
        reports.add(new Report(payload, at));
        bytes += payload.length + BYTES_OF_A_REPORT;
    }

    private ReportShape shapeOf(Report report) {
        if (report.shape == null) {
            report.shape = ReportShape.of(report.payload);
            bytes += report.shape.bytes();
        }
        return report.shape;
    }

    /** What they take up, about. */
    long bytes() {
        return bytes;
    }

    /** What they say together. */
    Collection<ServiceProperties> said() {
        Map<String, ServiceProperties> services = new LinkedHashMap<>();
        for (Report report : reports) {
            read(report).forEach(each -> services.merge(each.serviceId(), each, ServiceProperties::then));
        }
        return services.values();
    }

    /** Nothing if it is not readable: it was passed on as it came, and a shadow cannot be made of it. */
    private static List<ServiceProperties> read(Report report) {
        try {
            return services(
                    StrictJson.object("payload", StrictJson.text("payload", report.payload)),
                    Instant.ofEpochMilli(report.at));
        } catch (ProblemException unreadable) {
            return List.of();
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

package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.axletree.hub.history.HubNotice;
import org.axletree.hub.registry.Page;
import org.axletree.hub.registry.PageRequest;

/** What happened in a hub, in the words of Scaleway's events over MQTT (clouds.md section 2, Events). */
final class EventJson {
    static final Set<String> PAGING = Set.of("page", "page_size");

    private EventJson() {}

    static JsonObject page(List<HubNotice> newestFirst, PageRequest page) {
        page.check();
        long first = Math.min(newestFirst.size(), (page.page() - 1L) * page.pageSize());
        long end = Math.min(newestFirst.size(), first + page.pageSize());
        List<HubNotice> shown = newestFirst.subList((int) first, (int) end);
        return PageJson.of("events", new Page<>(newestFirst.size(), shown), EventJson::of);
    }

    static JsonObject of(HubNotice notice) {
        return Json.createObjectBuilder()
                .add("time", ApiTime.of(notice.time()))
                .add("severity", notice.severity().name().toLowerCase(Locale.ROOT))
                .add("object-type", "device")
                .add("object-id", notice.deviceId().isEmpty() ? "unknown" : notice.deviceId())
                .add("reason", notice.reason().label())
                .add("msg", notice.reason().text())
                .add("packet", notice.packet())
                .add("source-address", notice.remoteAddress())
                .build();
    }
}

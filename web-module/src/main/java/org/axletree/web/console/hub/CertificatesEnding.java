package org.axletree.web.console.hub;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.authority.ServerAuthority;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.telemetry.Gauges;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;

/** Certificates that end within a month: of devices, of the authorities of hubs, and the server's. */
@Named
@RequestScoped
public class CertificatesEnding {
    private static final Duration SOON = Duration.ofDays(30);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    @Inject
    private DeviceService devices;

    @Inject
    private HubService hubs;

    @Inject
    private Gauges gauges;

    @Inject
    private ServerAuthority serverAuthority;

    private Map<String, Long> byHub;

    /** Of the devices of a hub. */
    public long of(String hubId) {
        return byHub().getOrDefault(hubId, 0L);
    }

    public String wordsOf(String hubId) {
        return Texts.counted("ending.certificates", of(hubId));
    }

    /** Of the devices of all hubs that may be seen. */
    public String getAll() {
        Set<String> visible = byHub().isEmpty() ? Set.of() : visible();
        long all = byHub().entrySet().stream()
                .filter(each -> visible.contains(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return Texts.number(all);
    }

    private Set<String> visible() {
        HubQuery query = new HubQuery(Region.DEFAULT, Optional.empty(), Optional.empty(), Optional.empty());
        Set<String> ids = new HashSet<>();
        for (int page = 1; ; page++) {
            List<String> next = hubs.list(query, new PageRequest(page, PageRequest.MAX_PAGE_SIZE, "")).items().stream()
                    .map(Hub::id)
                    .toList();
            ids.addAll(next);
            if (next.size() < PageRequest.MAX_PAGE_SIZE) {
                return ids;
            }
        }
    }

    /** What else ends soon, in words; empty if nothing does. */
    public String getOthers() {
        Instant end = serverAuthority.validUntil();
        return isSoon(end) ? Texts.of("ending.server", "day", DAY.format(end)) : "";
    }

    /** When the authority of a hub ends, in words; empty if that is not soon. */
    public String authorityOf(String hubId) {
        return gauges.authorityEndOf(hubId)
                .filter(CertificatesEnding::isSoon)
                .map(end -> Texts.of("ending.authority", "day", DAY.format(end)))
                .orElse("");
    }

    private static boolean isSoon(Instant end) {
        return end.isBefore(Instant.now().plus(SOON));
    }

    private Map<String, Long> byHub() {
        if (byHub == null) {
            byHub = devices.certificatesEnding(Region.DEFAULT, Instant.now().plus(SOON));
        }
        return byHub;
    }
}

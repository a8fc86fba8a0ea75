package org.axletree.web.console.device;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceBatch;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.session.DeviceSessions;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.hub.HubPage;
import org.primefaces.PrimeFaces;

/**
 * What is done to several devices at once: to those that are named, or to all that the address finds. Of these some are done at
 * a time, so that the page can show how far it is, and be stopped; it asks for the rest.
 */
@Named
@RequestScoped
public class DeviceBulk {
    private static final int AT_ONCE = PageRequest.MAX_PAGE_SIZE;
    private static final long MOST_NANOS = 1_500_000_000L;

    @Inject
    private DeviceService devices;

    @Inject
    private DeviceSessions sessions;

    @Inject
    private HubPage hubPage;

    private final Map<String, String> asked =
            FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();

    /** How many devices the address finds, exactly, and how many of them are connected. */
    public void count() {
        DeviceQuery query = DeviceFilter.of(asked::get).query(hubPage.getId());
        answer("total", countOf(query));
        // What the address says of connections narrows this down already, or leaves nobody.
        answer("connected", query.connected().orElse(true) ? countOf(query.connectedOnly()) : 0);
    }

    private long countOf(DeviceQuery query) {
        return devices.list(query, new PageRequest(1, 1, "")).totalCount();
    }

    public void run() {
        Optional<Consumer<Set<String>>> action = action(asked.getOrDefault("do", ""));
        if (action.isEmpty()) {
            return;
        }
        try {
            if ("yes".equals(asked.get("all"))) {
                ofAll(action.get());
            } else {
                Set<String> named = new LinkedHashSet<>(
                        List.of(asked.getOrDefault("chosen", "").split(" ")));
                action.get().accept(named);
                answer("count", named.size());
                answer("next", "");
            }
        } catch (ProblemException refused) {
            Problems.show(refused, "devices");
        }
        hubPage.refresh();
    }

    private Optional<Consumer<Set<String>>> action(String name) {
        return switch (name) {
            case "enable" -> Optional.of(ids -> devices.enableAll(Region.DEFAULT, ids, true));
            case "disable" -> Optional.of(ids -> devices.enableAll(Region.DEFAULT, ids, false));
            case "disconnect" ->
                Optional.of(ids -> ids.forEach(id -> sessions.disconnect(Region.DEFAULT, id, Optional.empty())));
            case "delete" -> Optional.of(ids -> devices.delete(Region.DEFAULT, ids));
            default -> Optional.empty();
        };
    }

    private void ofAll(Consumer<Set<String>> action) {
        DeviceQuery query = DeviceFilter.of(asked::get).query(hubPage.getId());
        long end = System.nanoTime() + MOST_NANOS;
        Optional<String> next = Optional.of(asked.getOrDefault("behind", ""));
        int count = 0;
        while (next.isPresent() && System.nanoTime() < end) {
            DeviceBatch batch = devices.batch(query, next.get(), AT_ONCE);
            count += done(action, batch);
            next = batch.next();
        }
        answer("count", count);
        answer("next", next.orElse(""));
    }

    /** One that somebody else has just deleted does not keep the others from it. */
    private static int done(Consumer<Set<String>> action, DeviceBatch batch) {
        Set<String> ids =
                new LinkedHashSet<>(batch.devices().stream().map(Device::id).toList());
        if (ids.isEmpty()) {
            return 0;
        }
        try {
            action.accept(ids);
            return ids.size();
        } catch (ProblemException someAreGone) {
            return ids.stream().mapToInt(id -> one(action, id)).sum();
        }
    }

    private static int one(Consumer<Set<String>> action, String id) {
        try {
            action.accept(Set.of(id));
            return 1;
        } catch (ProblemException refused) {
            if (refused.problem() instanceof Problem.NotFound) {
                return 0;
            }
            throw refused;
        }
    }

    private static void answer(String name, Object value) {
        PrimeFaces.current().ajax().addCallbackParam(name, value);
    }
}

package org.axletree.web.live;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page wants to be told: {@code /live?hub=…&device=…&route=…&events=…&messages=…&from=…}.
 *
 * @param hubs whose counters it shows; {@link #ALL} for those of all together
 * @param devices whose presence it shows
 * @param routes whose state and backlog it shows
 * @param events the hub whose events it lists; an empty text for those of nobody
 * @param messages the hub whose messages it shows
 * @param from the device whose messages it shows, where it does not show all
 * @param audit whether it lists the newest entries of the audit log
 * @param once whether to answer once and end: for pages behind a proxy that holds streams back
 */
record LiveInterest(
        Set<String> hubs,
        Set<String> devices,
        Set<String> routes,
        Optional<String> events,
        Optional<String> messages,
        Optional<String> from,
        boolean audit,
        boolean once) {
    /** Most of each kind in one request: no page can show more. */
    private static final int MOST = 250;

    /** In the place of a hub's id. */
    static final String ALL = "all";

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    static LiveInterest of(HttpServletRequest request) {
        return new LiveInterest(
                hubs(request),
                ids(request, "device"),
                ids(request, "route"),
                Optional.ofNullable(request.getParameter("events"))
                        .filter(id -> id.equals("unknown") || isId(id))
                        .map(id -> id.equals("unknown") ? "" : id),
                Optional.ofNullable(request.getParameter("messages")).filter(LiveInterest::isId),
                Optional.ofNullable(request.getParameter("from")).filter(LiveInterest::isId),
                "yes".equals(request.getParameter("audit")),
                "yes".equals(request.getParameter("once")));
    }

    private static Set<String> hubs(HttpServletRequest request) {
        Set<String> hubs = ids(request, "hub");
        String[] values = request.getParameterValues("hub");
        if (values != null && Arrays.asList(values).contains(ALL)) {
            hubs.add(ALL);
        }
        return hubs;
    }

    private static Set<String> ids(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        Stream<String> given = values == null ? Stream.empty() : Arrays.stream(values);
        return given.filter(LiveInterest::isId).limit(MOST).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}

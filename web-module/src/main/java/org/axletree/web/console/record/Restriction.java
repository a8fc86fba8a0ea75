package org.axletree.web.console.record;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What restricts a list, as the part of a link that goes before its page. */
final class Restriction {
    private Restriction() {}

    static String of(Map<String, Optional<String>> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .filter(each -> each.getValue().isPresent())
                        .map(each -> each.getKey() + "="
                                + URLEncoder.encode(each.getValue().get(), StandardCharsets.UTF_8) + "&")
                        .collect(Collectors.joining());
    }
}

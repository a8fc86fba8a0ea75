package org.axletree.web.console.device;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.PageNumber;
import org.axletree.web.console.Region;

/**
 * Which devices of a hub are shown, in which order: all of it stands in the address of the page, so that Back, a reload and a
 * bookmark show the same. What an address has wrong is as if it were not there.
 */
public final class DeviceFilter {
    private static final List<Integer> SIZES = List.of(20, 50, 100);
    private static final int LONGEST = 255;

    /** The first of each is what is there without asking. */
    private static final Map<String, List<String>> CHOICES = Map.of(
            "connected", List.of("any", "yes", "no"),
            "security", List.of("any", "mutual", "insecure"),
            "enabled", List.of("any", "yes", "no"),
            "ends", List.of("any", "week", "month", "over"),
            "dialect",
                    List.of(
                            "any",
                            Registration.MANAGED.dialect(),
                            AzureIdentityService.DIALECT,
                            HuaweiDeviceService.DIALECT),
            "size", List.of("20", "50", "100"),
            "sort",
                    List.of(
                            "name_asc",
                            "name_desc",
                            "status_asc",
                            "status_desc",
                            "allow_insecure_asc",
                            "allow_insecure_desc",
                            "last_activity_at_desc",
                            "last_activity_at_asc",
                            "created_at_desc",
                            "created_at_asc"));

    private static final Map<String, Duration> UNTIL =
            Map.of("over", Duration.ZERO, "week", Duration.ofDays(7), "month", Duration.ofDays(30));

    private final Map<String, String> asked = new LinkedHashMap<>();
    private final int page;

    private DeviceFilter(Map<String, String> asked, int page) {
        this.asked.putAll(asked);
        this.page = page;
    }

    /** @param parameter the value of a parameter of the address; null without it */
    public static DeviceFilter of(UnaryOperator<String> parameter) {
        Map<String, String> asked = new LinkedHashMap<>();
        String search = parameter.apply("q");
        if (search != null && !search.isBlank()) {
            String typed = search.strip();
            asked.put("q", typed.substring(0, Math.min(LONGEST, typed.length())));
        }
        for (String name : List.of("connected", "security", "enabled", "ends", "dialect", "sort", "size")) {
            List<String> choices = CHOICES.get(name);
            Optional.ofNullable(parameter.apply(name))
                    .filter(choices::contains)
                    .filter(value -> !value.equals(choices.get(0)))
                    .ifPresent(value -> asked.put(name, value));
        }
        return new DeviceFilter(asked, PageNumber.of(parameter.apply("page")));
    }

    public DeviceQuery query(String hubId) {
        return new DeviceQuery(
                Region.DEFAULT,
                Optional.of(hubId),
                Optional.empty(),
                chosen("security").map("insecure"::equals),
                chosen("enabled").map("yes"::equals),
                chosen("q"),
                chosen("connected").map("yes"::equals),
                chosen("ends").map(UNTIL::get).map(Instant.now()::plus),
                chosen("dialect"));
    }

    PageRequest pageRequest() {
        return new PageRequest(page, getSize(), getSort());
    }

    /** Whether it leaves devices out. */
    public boolean isNarrow() {
        return asked.keySet().stream().anyMatch(name -> !name.equals("sort") && !name.equals("size"));
    }

    private Optional<String> chosen(String name) {
        return Optional.ofNullable(asked.get(name));
    }

    private String value(String name) {
        return chosen(name).orElseGet(() -> CHOICES.get(name).get(0));
    }

    public String getSearch() {
        return chosen("q").orElse("");
    }

    public String getConnected() {
        return value("connected");
    }

    public String getSecurity() {
        return value("security");
    }

    public String getEnabled() {
        return value("enabled");
    }

    public String getEnds() {
        return value("ends");
    }

    public String getDialect() {
        return value("dialect");
    }

    public List<String> getDialects() {
        return CHOICES.get("dialect");
    }

    public String getSort() {
        return value("sort");
    }

    public int getSize() {
        return Integer.parseInt(value("size"));
    }

    public List<Integer> getSizes() {
        return SIZES;
    }

    public int getPage() {
        return page;
    }

    /** The part of an address that shows another page of the same. */
    String address(int otherPage) {
        return address(asked, otherPage);
    }

    /** The part of an address that shows the same, the other way round if it has this order already. */
    String sorted(String field, String firstDirection) {
        String first = field + "_" + firstDirection;
        String other = field + (firstDirection.equals("asc") ? "_desc" : "_asc");
        Map<String, String> changed = new LinkedHashMap<>(asked);
        changed.put("sort", getSort().equals(first) ? other : first);
        return address(changed, 1);
    }

    private static String address(Map<String, String> asked, int page) {
        String filters = asked.entrySet().stream()
                .filter(each -> !each.getKey().equals("sort")
                        || !each.getValue().equals(CHOICES.get("sort").get(0)))
                .map(each -> "&" + each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        return page == 1 ? filters : filters + "&page=" + page;
    }
}

package org.axletree.hub.registry.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a policy's keys open (docs/reference/dialects/azure.md, 2). */
public enum AccessRight {
    /** Looking at devices. */
    REGISTRY_READ("RegistryRead"),
    /** Creating, changing and deleting devices. */
    REGISTRY_WRITE("RegistryWrite"),
    /** Twins, methods, messages to devices. */
    SERVICE_CONNECT("ServiceConnect"),
    /** Connecting as any device of the hub. */
    DEVICE_CONNECT("DeviceConnect");

    private final String apiName;

    AccessRight(String apiName) {
        this.apiName = apiName;
    }

    /** The name in the API. */
    public String apiName() {
        return apiName;
    }

    /** Rights in the API's words, as {@code RegistryWrite, ServiceConnect}. */
    public static String text(Set<AccessRight> rights) {
        return rights.stream().map(AccessRight::apiName).collect(Collectors.joining(", "));
    }

    static Set<AccessRight> parse(String text) {
        Set<AccessRight> rights = EnumSet.noneOf(AccessRight.class);
        Arrays.stream(values())
                .filter(right -> Arrays.asList(text.split(", ")).contains(right.apiName))
                .forEach(rights::add);
        return rights;
    }
}

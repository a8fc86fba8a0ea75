package org.axletree.hub.registry.hub;

/** The plans of a hub (scaleway.md A4 to A6). */
public enum ProductPlan {
    SHARED,
    DEDICATED,
    HA;

    /** The name in the API: {@code plan_shared} and so on. */
    public String apiName() {
        return "plan_" + name().toLowerCase(java.util.Locale.ROOT);
    }
}

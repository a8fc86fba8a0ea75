package org.axletree.core.filter;

/** How the topics of a message filter are meant (scaleway.md E1). */
public enum FilterPolicy {
    /** Only what is listed. */
    ACCEPT,
    /** All but what is listed. */
    REJECT
}

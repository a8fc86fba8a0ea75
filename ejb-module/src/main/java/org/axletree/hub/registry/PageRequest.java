package org.axletree.hub.registry;

/**
 * Which page of a list.
 *
 * @param page from 1
 * @param pageSize 1 to 100
 * @param orderBy a field of the listed thing and {@code _asc} or {@code _desc}; empty for {@code created_at_asc}
 */
public record PageRequest(int page, int pageSize, String orderBy) {
    /** The most things on one page. */
    public static final int MAX_PAGE_SIZE = 100;

    public static final PageRequest FIRST = new PageRequest(1, 20, "");
}

package org.axletree.web.console.connect;

/**
 * One way to connect.
 *
 * @param client what it is for
 * @param text what to paste
 */
public record Way(String client, String text) {}

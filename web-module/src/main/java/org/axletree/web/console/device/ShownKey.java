package org.axletree.web.console.device;

/** A key, a secret or what is made of one, shown because somebody asked for it. */
public record ShownKey(String name, String text) {}

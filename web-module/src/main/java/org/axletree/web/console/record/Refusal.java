package org.axletree.web.console.record;

import java.time.Instant;

/**
 * Something that was refused, for people.
 *
 * @param who the device's name, or what is known instead
 * @param why the reason in words
 * @param what the packet it was about; may be empty
 * @param from the peer's address; may be empty
 */
public record Refusal(Instant time, String who, String why, String what, String from) {}

package org.axletree.web.console.device;

import java.time.Instant;

/**
 * Something that happened to a device.
 *
 * @param kind {@code on} where it came, {@code off} where it went, else the severity of the event
 * @param what in one sentence
 * @param detail what belongs to it; may be empty
 */
public record TimelineMoment(Instant time, String kind, String what, String detail) {}

package org.axletree.hub.authority;

import java.time.Instant;

/**
 * A certificate that is no longer good.
 *
 * @param serialNumber given by its issuer, in hexadecimal
 * @param at since when
 */
public record RevokedCertificate(String serialNumber, Instant at) {}

/**
 * {@code ./axletree bench}: the running server against Mosquitto, in scenarios of one table, in interleaved rounds.
 */
package org.axletree.verification.bench;

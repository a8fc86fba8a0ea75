package org.axletree.hub.snapshot;

/**
 * A file of a snapshot.
 *
 * @param name its path in the state directory, with slashes
 * @param sha256 in hexadecimal digits
 */
public record SnapshotFile(String name, long size, String sha256) {}

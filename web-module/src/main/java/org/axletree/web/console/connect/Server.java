package org.axletree.web.console.connect;

/** Where a device connects to. */
record Server(String host, int port) {}

package org.axletree.hub.delivery.log;

import java.util.List;

/**
 * A number of messages that a route is done with, from its first on.
 *
 * @param blocks those that it is done with as a whole
 * @param cursor the block of which it has done a part; 0 if none
 * @param offset how many messages of that
 */
record Settlement(RouteBacklog backlog, int count, List<LogBlock> blocks, long cursor, int offset) {}

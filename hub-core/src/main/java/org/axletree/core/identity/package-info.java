/**
 * Who is at the other end of a connection: what it showed, and whom the hub took it for.
 */
package org.axletree.core.identity;

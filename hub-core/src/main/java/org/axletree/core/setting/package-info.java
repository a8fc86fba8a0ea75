/**
 * The table of everything an operator may set, and how a value is read and checked. The same table serves the launcher, the
 * resource adapters and the hub, so that a wrong value is refused with the same words everywhere.
 */
package org.axletree.core.setting;

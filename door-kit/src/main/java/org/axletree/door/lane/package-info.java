/**
 * From a front door into the hub: the endpoints of its message-driven bean, the threads that hold them, and the lanes of
 * routed messages.
 */
package org.axletree.door.lane;

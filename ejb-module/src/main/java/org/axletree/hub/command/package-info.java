/** Commands to devices: told by whatever way a device has, when it is there, one at a time and in their order. */
package org.axletree.hub.command;

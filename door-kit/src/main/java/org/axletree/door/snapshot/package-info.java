/** How a front door lets what it keeps be copied while it is in use. */
package org.axletree.door.snapshot;

/**
 * Starting, refusing to start, stopping, and what is left on the disk.
 */
package org.axletree.verification.life;

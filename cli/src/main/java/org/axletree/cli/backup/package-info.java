/** Backups of a running hub: taken, kept, restored, and tried out. */
package org.axletree.cli.backup;

/** Tests of what a command sees of the world, and leaves behind. */
package org.axletree.cli.terminal;

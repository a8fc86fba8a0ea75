/** The command line without a server: what it understands, and how it says no. */
package org.axletree.cli;

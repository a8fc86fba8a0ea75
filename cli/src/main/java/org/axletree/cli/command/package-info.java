/** Words of the command line, and what they do: those that the API's description gives, and how every other is written. */
package org.axletree.cli.command;

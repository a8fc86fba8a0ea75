/** What commands make of answers, without a server. */
package org.axletree.cli.command;

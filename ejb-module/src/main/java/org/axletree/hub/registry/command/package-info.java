/** The ledger of commands to devices: what was asked, until when, and what became of it. */
package org.axletree.hub.registry.command;

/** The server's management API: what it can do, as its own description says, and how it is called. */
package org.axletree.cli.api;

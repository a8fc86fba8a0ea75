/**
 * The server's log: one line a record, as text or JSON, in files that rotate or on standard error.
 */
package org.axletree.server.log;

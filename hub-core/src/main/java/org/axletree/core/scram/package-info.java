/** SCRAM-SHA-256 (RFC 5802, RFC 7677), the server's side: what is said, and what a password is verified by. Knows no transport. */
package org.axletree.core.scram;

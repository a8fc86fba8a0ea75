/**
 * What survives the server's end, and what the plan of a hub lets sessions do.
 */
package org.axletree.verification.session;

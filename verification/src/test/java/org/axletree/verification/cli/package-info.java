/**
 * {@code axle} as people use it: the launcher that was built, against a running server.
 */
package org.axletree.verification.cli;

/**
 * Who may connect, as whom, and for how long.
 */
package org.axletree.verification.gate;

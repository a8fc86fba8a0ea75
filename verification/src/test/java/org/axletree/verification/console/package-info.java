/**
 * The console in a real browser.
 */
package org.axletree.verification.console;

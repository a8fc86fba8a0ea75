/**
 * What happened lately: who is connected, what was refused and why.
 */
package org.axletree.hub.history;

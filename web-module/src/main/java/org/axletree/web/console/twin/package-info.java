/**
 * Twins of devices: what their owners want of them and what they say of themselves, in the words of their clouds.
 */
package org.axletree.web.console.twin;

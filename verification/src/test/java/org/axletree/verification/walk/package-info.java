/**
 * A message on its way: from a device to an enterprise consumer, filters and topics included.
 */
package org.axletree.verification.walk;

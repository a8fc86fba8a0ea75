/**
 * The audit log, as it is read: who changed what, and when.
 */
package org.axletree.hub.registry.audit;

/**
 * Health and metrics.
 */
package org.axletree.hub.telemetry;

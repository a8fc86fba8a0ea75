/**
 * The management API, health and metrics, as a client sees them.
 */
package org.axletree.verification.web;

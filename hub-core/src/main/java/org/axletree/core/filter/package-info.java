/**
 * Message filters: what a device may publish and what it may hear.
 */
package org.axletree.core.filter;

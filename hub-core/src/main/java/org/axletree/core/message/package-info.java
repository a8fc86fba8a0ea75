/**
 * What devices and the hub say to each other: a message, its quality of service and its user properties.
 */
package org.axletree.core.message;

/**
 * What a route can lead to: the seam that every kind of target implements, and what can become of a message there.
 */
package org.axletree.hub.delivery.target;

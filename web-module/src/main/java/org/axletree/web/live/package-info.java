/**
 * What changes by itself while somebody looks: who is connected, and messages and events as they happen.
 */
package org.axletree.web.live;

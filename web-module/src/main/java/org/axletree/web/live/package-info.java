/**
 * What changes by itself while a page of the console is open.
 */
package org.axletree.web.live;

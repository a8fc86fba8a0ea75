/** Addresses of the Internet, as people read them. */
package org.axletree.core.address;

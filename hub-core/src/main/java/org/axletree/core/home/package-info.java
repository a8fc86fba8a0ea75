/**
 * The state directory: where an installation keeps what it must not forget. Used by every module that writes a file, so that
 * all of them agree on place and permissions.
 */
package org.axletree.core.home;

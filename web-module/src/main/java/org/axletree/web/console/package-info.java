/**
 * The console's pages. The only room that knows Faces.
 */
package org.axletree.web.console;

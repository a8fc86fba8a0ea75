/** Tests that run inside the server, next to the application's own beans. */
package org.axletree.inside;

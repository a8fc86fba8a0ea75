/** How devices connect: what to paste, for each dialect and client. */
package org.axletree.web.console.connect;

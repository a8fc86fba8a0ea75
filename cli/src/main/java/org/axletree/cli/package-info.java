/** {@code axle}: the administrator's command line, put together from its nouns. */
package org.axletree.cli;

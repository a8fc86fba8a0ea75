/** {@code axle scw}: the words of Scaleway's command line for its hub, with arguments as {@code name=value}. */
package org.axletree.cli.scaleway;

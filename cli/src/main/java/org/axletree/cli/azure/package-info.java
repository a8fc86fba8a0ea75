/** {@code axle az}: the words of Azure's command line, for scripts that call it, over Azure's APIs. */
package org.axletree.cli.azure;

/** What the exports of others say, read without a server. */
package org.axletree.cli.fleet;

/** What backups are sealed with, looked at closely. */
package org.axletree.cli.backup;

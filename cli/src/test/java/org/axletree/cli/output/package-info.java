/** What people see of answers. */
package org.axletree.cli.output;
